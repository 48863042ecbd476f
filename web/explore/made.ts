// Elements that the explorer makes.

/** An element with its attributes and children. */
export const made = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | number>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] => {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, `${value}`);
  element.append(...children);
  return element;
};
