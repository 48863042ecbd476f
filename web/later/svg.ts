// Elements of drawings that scripts add to the map.

/** An SVG element with its attributes. */
export const made = (name: string, attributes: Record<string, string>) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};
