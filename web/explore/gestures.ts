// Gestures on the explorer's map: a mouse drags it, two fingers move and zoom it.

import type { StoryElement } from "../story.ts";

/** A click becomes a drag once the mouse has moved this far, in CSS pixels. */
const DRAG = 4;

/** Shows the movement during a gesture, and moves the map at its end. */
type Mover = ReturnType<typeof moverOf>;

/** Moves the map by mouse and by two fingers, and calls `take` when it is clicked. One finger and the wheel
 *  keep scrolling the page. */
export const handle = (
  root: StoryElement,
  stage: HTMLElement,
  isExploring: () => boolean,
  take: (event: MouseEvent) => void,
) => {
  const mover = moverOf(root, stage.querySelector<HTMLElement>(".lens")!);
  dragByMouse(stage, mover, isExploring, take);
  zoomByFingers(stage, mover, isExploring);
};

const moverOf = (root: StoryElement, lens: HTMLElement) => {
  let move: [number, number, number] | undefined;
  return {
    draw: (right: number, down: number, zoom: number) => {
      move = [right, down, zoom];
      lens.style.transform = `scale(${zoom}) translate(${right}px, ${down}px)`;
    },
    end: () => {
      lens.style.transform = "";
      if (move) root.story!.look(...move);
      move = undefined;
    },
  };
};

const dragByMouse = (
  stage: HTMLElement,
  { draw, end }: Mover,
  isExploring: () => boolean,
  take: (event: MouseEvent) => void,
) => {
  let from: PointerEvent | undefined;
  let wasDragged = false;
  stage.addEventListener("pointerdown", (event) => {
    wasDragged = false;
    if (event.pointerType !== "mouse" || event.button !== 0 || !isExploring()) return;
    from = event;
    stage.setPointerCapture(event.pointerId);
  });
  stage.addEventListener("pointermove", (event) => {
    if (!from) return;
    if (!isExploring()) {
      // The wheel has scrolled to another step meanwhile.
      from = undefined;
      return end();
    }
    const [right, down] = [event.clientX - from.clientX, event.clientY - from.clientY];
    wasDragged ||= DRAG < Math.hypot(right, down);
    if (wasDragged) draw(right, down, 1);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    stage.addEventListener(name, () => {
      if (from) end();
      from = undefined;
    });
  }
  stage.addEventListener("click", (event) => {
    if (isExploring() && !wasDragged) take(event);
  });
};

/** The position of two fingers relative to the stage's centre, and their distance, in CSS pixels. */
type Grip = { x: number; y: number; apart: number };

const gripOf = (stage: HTMLElement, { touches }: TouchEvent): Grip => {
  const { left, top, width, height } = stage.getBoundingClientRect();
  const [one, other] = [touches[0]!, touches[1]!];
  return {
    x: (one.clientX + other.clientX) / 2 - (left + width / 2),
    y: (one.clientY + other.clientY) / 2 - (top + height / 2),
    apart: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
  };
};

const zoomByFingers = (stage: HTMLElement, { draw, end }: Mover, isExploring: () => boolean) => {
  let held: Grip | undefined;
  const begin = (event: TouchEvent) => {
    held = event.touches.length === 2 && isExploring() ? gripOf(stage, event) : undefined;
    if (held) event.preventDefault();
  };
  const move = (event: TouchEvent) => {
    if (!held || event.touches.length !== 2) return;
    event.preventDefault();
    const now = gripOf(stage, event);
    const zoom = now.apart / held.apart;
    draw(now.x / zoom - held.x, now.y / zoom - held.y, zoom);
  };
  stage.addEventListener("touchstart", begin, { passive: false });
  stage.addEventListener("touchmove", move, { passive: false });
  for (const name of ["touchend", "touchcancel"]) {
    stage.addEventListener(name, () => {
      if (held) end();
      held = undefined;
    });
  }
};
