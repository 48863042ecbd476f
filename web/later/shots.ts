// Photos that stand in place of the map, one for a step.

import type { StoryElement } from "../story.ts";

/** Shows the photo of the step that the reader has reached over the map, where the step has one. */
export const showShots = (root: StoryElement) => {
  const shots = new Map(
    [...root.querySelectorAll<HTMLElement>(".still.shot")].map((shot) => [shot.dataset.still!, shot]),
  );
  if (!shots.size) return;
  const stage = root.querySelector<HTMLElement>(".stage")!;
  const map = stage.ariaLabel;
  const steps = [...root.querySelectorAll<HTMLElement>("[data-step]")].map(({ dataset }) => dataset.step!);
  let current: string;

  const show = async (step: string) => {
    if (step === current) return;
    current = step;
    const shot = shots.get(step);
    stage.ariaLabel = shot ? shot.dataset.name! : map;
    for (const old of stage.querySelectorAll<HTMLElement>(":scope > .shot")) leave(old);
    if (shot) await cover(stage, shot, () => current === step);
    // The photos of the steps before and after are there when the reader is.
    const at = steps.indexOf(step);
    for (const near of [steps[at + 1], steps[at - 1]]) {
      const image = shots.get(near ?? "")?.querySelector("img");
      if (image) image.loading = "eager";
    }
  };
  root.addEventListener("shanhai:step", ({ detail }) => void show(detail.step));
  void show(root.querySelector<HTMLElement>("[data-step][aria-current]")?.dataset.step ?? "");
};

/** Puts a copy of `shot` over the map once its photo has loaded, unless it is no longer `wanted` by then. */
const cover = async (stage: HTMLElement, shot: HTMLElement, wanted: () => boolean) => {
  const copy = shot.cloneNode(true) as HTMLElement;
  const image = copy.querySelector("img")!;
  image.loading = "eager";
  image.style.objectPosition = copy.dataset.focus!;
  await image.decode().catch(() => {});
  if (wanted()) stage.append(copy);
};

/** Removes `shot` once it has faded. */
const leave = async (shot: HTMLElement) => {
  shot.dataset.leaving = "";
  await Promise.allSettled(shot.getAnimations().map(({ finished }) => finished));
  shot.remove();
};
