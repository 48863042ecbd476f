// Tells WeChat what to show of the story when somebody shares it, if the publisher's server signs for it.
// Follows WeChat's own script in one file (crates/site/src/build/wechat.rs). Every failure is silent: WeChat
// then shows what it shows of any page.

/** What WeChat shows of a page. */
type Card = { title: string; desc: string; link: string; imgUrl?: string; fail: () => void };

/** The functions of WeChat's script that are used here. */
type WeChat = {
  config(options: Record<string, unknown>): void;
  error(heard: () => void): void;
  ready(heard: () => void): void;
  updateAppMessageShareData(card: Card): void;
  updateTimelineShareData(card: Card): void;
};

/** The permission of the publisher's server to share the page at `signed`. */
const permission = async (signature: string, signed: string) => {
  const asked = new URL(signature, signed);
  asked.searchParams.set("url", signed);
  const answer = await fetch(asked);
  if (!answer.ok) return undefined;
  const { appId, timestamp, nonceStr, signature: sign } = await answer.json();
  return { appId, timestamp, nonceStr, signature: sign };
};

const start = async (dataset: DOMStringMap, wx: WeChat) => {
  const { signature, picture, pictures = "{}" } = dataset;
  // The address as it was requested: the story changes the part after the # as it is read.
  const signed = location.href.split("#")[0]!;
  const permitted = await permission(signature!, signed);
  if (!permitted) return;
  const ofSteps: Record<string, string> = JSON.parse(pictures);

  const current = document.querySelector("[data-step][aria-current]");
  let read = current?.matches(".cover") ? "" : current?.id;
  const share = () => {
    const name = ofSteps[read!] ?? picture;
    const card = {
      title: document.title,
      desc: document.querySelector<HTMLMetaElement>("meta[name=description]")!.content,
      link: location.href.split(/[?#]/)[0] + (read ? `#${read}` : ""),
      ...(name && { imgUrl: new URL(name, signed).href }),
      fail() {},
    };
    try {
      wx.updateAppMessageShareData(card);
      wx.updateTimelineShareData(card);
    } catch {
      // An older WeChat.
    }
  };
  wx.config({ ...permitted, jsApiList: ["updateAppMessageShareData", "updateTimelineShareData"] });
  wx.error(() => {});
  wx.ready(() => {
    share();
    document.addEventListener("shanhai:step", ({ detail: { step, index } }) => {
      read = index ? step : "";
      share();
    });
  });
};

const { wx } = window as { wx?: WeChat };
if (wx && /MicroMessenger/i.test(navigator.userAgent) && parent === window) {
  start((document.currentScript as HTMLScriptElement).dataset, wx).catch(() => {});
}
