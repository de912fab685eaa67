// XML as a tree, with a parser that accepts nothing ill-formed.
//
// XML source in, the root element out; any error of form or namespace throws.

import { SaxesParser } from "saxes";

/** Parses a document; elements are `{ name, attributes, children, text }`, names without prefix. */
export function parseXml(source) {
  const parser = new SaxesParser({ xmlns: true });
  const stack = [{ children: [], text: "" }];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    const attributes = new Map(Object.values(tag.attributes).map(({ local, value }) => [local, value]));
    stack.push({ name: tag.local, namespace: tag.uri, attributes, children: [], text: "" });
  });
  parser.on("text", (text) => (stack.at(-1).text += text));
  parser.on("cdata", (text) => (stack.at(-1).text += text));
  parser.on("closetag", () => {
    const element = stack.pop();
    stack.at(-1).children.push(element);
  });
  parser.write(source).close();
  return stack[0].children[0];
}

/** Children of that name, in order. */
export const childrenOf = (element, name) => element.children.filter((child) => child.name === name);

/** Text of the first child of that name, or undefined. */
export const textOf = (element, name) => childrenOf(element, name)[0]?.text.trim();
