// Gestures on the explorer's map: a mouse drags it, two fingers move and zoom it.

/** A click becomes a drag once the mouse has moved this far, in CSS pixels. */
const DRAG = 4;

/** Moves the map by mouse and by two fingers, and calls `take` when it is clicked. One finger and the wheel
 *  keep scrolling the page. */
export const handle = (root, stage, isExploring, take) => {
  const lens = stage.querySelector(".lens");
  const middle = () => {
    const { left, top, width, height } = stage.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  };
  let move;
  const draw = (right, down, zoom) => {
    move = [right, down, zoom];
    lens.style.transform = `scale(${zoom}) translate(${right}px, ${down}px)`;
  };
  const end = () => {
    lens.style.transform = "";
    if (move) root.story.look(...move);
    move = undefined;
  };

  let from;
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

  let held;
  const grip = ({ touches: [one, other] }) => {
    const { x, y } = middle();
    return {
      x: (one.clientX + other.clientX) / 2 - x,
      y: (one.clientY + other.clientY) / 2 - y,
      apart: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
    };
  };
  stage.addEventListener("touchstart", (event) => {
    held = event.touches.length === 2 && isExploring() ? grip(event) : undefined;
    if (held) event.preventDefault();
  }, { passive: false });
  stage.addEventListener("touchmove", (event) => {
    if (!held || event.touches.length !== 2) return;
    event.preventDefault();
    const now = grip(event);
    const zoom = now.apart / held.apart;
    draw(now.x / zoom - held.x, now.y / zoom - held.y, zoom);
  }, { passive: false });
  for (const name of ["touchend", "touchcancel"]) {
    stage.addEventListener(name, () => {
      if (held) end();
      held = undefined;
    });
  }
};
