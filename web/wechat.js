// Tells WeChat what to show of the story when somebody shares it, if the publisher's server signs for it.
// Follows WeChat's own script in one file (crates/site/src/build/wechat.rs). Every failure is silent: WeChat
// then shows what it shows of any page.
(async () => {
  const { signature, picture, pictures = "{}" } = document.currentScript.dataset;
  const { wx } = window;
  if (!wx || !/MicroMessenger/i.test(navigator.userAgent) || parent !== window) return;
  // The address as it was requested: the story changes the part after the # as it is read.
  const [signed] = location.href.split("#");
  const asked = new URL(signature, signed);
  asked.searchParams.set("url", signed);
  const answer = await fetch(asked);
  if (!answer.ok) return;
  const { appId, timestamp, nonceStr, signature: sign } = await answer.json();
  const ofSteps = JSON.parse(pictures);

  const current = document.querySelector("[data-step][aria-current]");
  let read = current?.matches(".cover") ? "" : current?.id;
  const share = () => {
    const name = ofSteps[read] ?? picture;
    const card = {
      title: document.title,
      desc: document.querySelector("meta[name=description]").content,
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
  wx.config({ appId, timestamp, nonceStr, signature: sign, jsApiList: ["updateAppMessageShareData", "updateTimelineShareData"] });
  wx.error(() => {});
  wx.ready(() => {
    share();
    document.addEventListener("shanhai:step", ({ detail: { step, index } }) => {
      read = index ? step : "";
      share();
    });
  });
})().catch(() => {});
