import { parseExpressionAt } from "acorn";
import type { MdxJsxAttribute, MdxJsxAttributeValueExpression } from "mdast-util-mdx-jsx";

/** The attribute `name="value"` of a component in a chapter's tree. */
export const text = (name: string, value: string): MdxJsxAttribute => ({ type: "mdxJsxAttribute", name, value });

/** The attribute `name={value}`, of any value that JSON can write. */
export function expression(name: string, value: unknown): MdxJsxAttribute {
  const source = JSON.stringify(value);
  const parsed = parseExpressionAt(`(${source})`, 0, { ecmaVersion: "latest" });
  const estree = {
    type: "Program",
    sourceType: "module",
    comments: [],
    body: [{ type: "ExpressionStatement", expression: parsed }],
  } as unknown as NonNullable<MdxJsxAttributeValueExpression["data"]>["estree"];
  const attributeValue: MdxJsxAttributeValueExpression = { type: "mdxJsxAttributeValueExpression", value: source, data: { estree } };
  return { type: "mdxJsxAttribute", name, value: attributeValue };
}
