/** Indents XML. Returns incomplete XML unchanged. */
export function formatXml(xml: string): string {
  const parts = xml.match(/<[^>]+>[^<]*/g);
  if (!parts || parts.join("") !== xml.trim()) return xml;
  let depth = 0;
  let line = "";
  const lines: string[] = [];
  const end = () => {
    if (line) lines.push(line);
    line = "";
  };
  for (const part of parts) {
    const isClosing = part.startsWith("</");
    const isSingle = /^<\?|\/>/.test(part);
    if (isClosing) {
      depth -= 1;
      // `<a>text</a>` stays together.
      if (line.endsWith(">") || line === "") {
        end();
        line = "  ".repeat(depth);
      }
      line += part.trim();
      end();
    } else {
      end();
      line = "  ".repeat(depth) + part.trim();
      if (isSingle) end();
      else depth += 1;
    }
  }
  end();
  return lines.join("\n");
}
