import fc from "fast-check";
import { expect, test } from "vitest";
import { parseWithLibxml2 } from "../../test/parse-with-libxml2.ts";
import { parseXml } from "./parse-xml.ts";
import type { XmlElement } from "./xml-element.ts";
import { XmlError } from "./xml-error.ts";
import type { XmlLimits } from "./xml-limits.ts";
import { toXmlElement, type XmlNode } from "./xml-node.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) =>
  new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer);
const leaf = (text: string): XmlElement => ({ name: "a", text });
const withAttribute = (name: string, value: string): XmlElement =>
  JSON.parse(JSON.stringify({ name: "a", attributes: { NAME: value } }).replace("NAME", name));
const nested = (depth: number) => `${"<a>".repeat(depth - 1)}<a/>${"</a>".repeat(depth - 1)}`;

type Input = string | Uint8Array;

const readable: Readonly<Record<string, readonly [given: Input, want: XmlElement]>> = {
  "an empty element": ["<a/>", { name: "a" }],
  "an element without content": ["<a></a>", { name: "a" }],
  "white space inside tags": ["<a\t\r\n ></a \n>", { name: "a" }],
  "white space before the end of an empty element": ["<a />", { name: "a" }],
  "white space around the root": [" \t\r\n<a/>\n", { name: "a" }],
  "the declaration of the device": [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a/>',
    { name: "a" },
  ],
  "a declaration with a version only": ['<?xml version="1.0"?><a/>', { name: "a" }],
  "a declaration in apostrophes": ["<?xml version='1.0' encoding='utf-8'?><a/>", { name: "a" }],
  "a declaration with standalone no": ['<?xml version="1.0" standalone="no" ?><a/>', { name: "a" }],
  "a declaration with white space everywhere": [
    '<?xml\tversion\n=\r"1.0" encoding = "Utf-8"\n?><a/>',
    { name: "a" },
  ],
  "a byte order mark": [Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8("<a/>")), { name: "a" }],
  "a byte order mark before a declaration": ['\uFEFF<?xml version="1.0"?><a/>', { name: "a" }],

  "text unchanged": ["<a> 007 1.10 true </a>", leaf(" 007 1.10 true ")],
  "text of white space in a leaf": ["<a>\n </a>", leaf("\n ")],
  "text in any script": ["<a>ü漢😀</a>", leaf("ü漢😀")],
  "the greater-than sign in text": ["<a>a > b</a>", leaf("a > b")],
  "quotes in text": [`<a>"'</a>`, leaf(`"'`)],
  "square brackets in text": ["<a>]]]] ]> ]] ></a>", leaf("]]]] ]> ]] >")],
  "C1 control characters": ["<a>\u0085\u007f</a>", leaf("\u0085\u007f")],
  "a Unicode line separator": ["<a>\u2028</a>", leaf("\u2028")],
  "a no-break space": ["<a>\u00A0</a>", leaf("\u00A0")],
  "line ends as line feeds": ["<a>1\r\n2\r3\n4\r\r\n5</a>", leaf("1\n2\n3\n4\n\n5")],
  "text split by a comment": ["<a>1<!-- x -->2</a>", leaf("12")],
  "text split by an instruction": ["<a>1<?x y?>2</a>", leaf("12")],
  "square brackets split by a comment": ["<a>]]<!-- -->></a>", leaf("]]>")],

  "the five entities": ["<a>&lt;&gt;&amp;&quot;&apos;</a>", leaf(`<>&"'`)],
  "references side by side with text": ["<a>x&amp;y&lt;</a>", leaf("x&y<")],
  "an escaped reference, decoded once": ["<a>&amp;lt;&#38;lt;</a>", leaf("&lt;&lt;")],
  "a decimal reference": ["<a>&#65;</a>", leaf("A")],
  "a hexadecimal reference": ["<a>&#x41;&#x4a;&#x4A;</a>", leaf("AJJ")],
  "a reference beyond U+FFFF": ["<a>&#x1F600;&#x10FFFF;</a>", leaf("😀\u{10FFFF}")],
  "a reference with leading zeros": ["<a>&#00000000000065;&#x0000041;</a>", leaf("AA")],
  "references to white space": ["<a>&#x9;&#xA;&#xD;&#x20;</a>", leaf("\t\n\r ")],

  "an empty CDATA section": ["<a><![CDATA[]]></a>", { name: "a" }],
  "CDATA unchanged": ["<a><![CDATA[<b>&amp;&nbsp;</b>]]></a>", leaf("<b>&amp;&nbsp;</b>")],
  "CDATA between texts": ["<a>1<![CDATA[2]]>3<![CDATA[4]]></a>", leaf("1234")],
  "CDATA of brackets": ["<a><![CDATA[]]]]><![CDATA[>]]></a>", leaf("]]>")],
  "CDATA with a comment inside": ["<a><![CDATA[<!-- x]]></a>", leaf("<!-- x")],
  "line ends in CDATA": ["<a><![CDATA[1\r\n2\r]]></a>", leaf("1\n2\n")],

  "comments around the root": ["<!-- 1 --><a/><!-- 2 -->", { name: "a" }],
  "an empty comment": ["<a><!----></a>", { name: "a" }],
  "a comment that holds markup": ["<a><!-- </a> <b> & ]]> ' \" --></a>", { name: "a" }],
  "a comment that holds an instruction": ["<a><!-- <? --></a>", { name: "a" }],
  "a comment that begins like its end": ["<a><!--->--></a>", { name: "a" }],
  "a comment with single hyphens": ["<a><!-- - - --></a>", { name: "a" }],
  "instructions around the root": ["<?x?><a/><?y z?>", { name: "a" }],
  "an instruction with an open quote": [
    `<a><?x " ?><b/><?y ' ?></a>`,
    { name: "a", elements: [{ name: "b" }] },
  ],
  "an instruction that holds markup": ["<a><?x <b> & -- ?></a>", { name: "a" }],
  "an instruction for style sheets": ['<?xml-stylesheet href="a"?><a/>', { name: "a" }],
  "an instruction that names a colon": ["<?a:b?><a/>", { name: "a" }],

  "an attribute": ['<a b="c"/>', withAttribute("b", "c")],
  "an attribute in apostrophes": ["<a b='c\"d'/>", withAttribute("b", 'c"d')],
  "an attribute with white space around": ["<a\n b\t=\r\n 'c' ></a>", withAttribute("b", "c")],
  "an empty attribute": ['<a b=""/>', withAttribute("b", "")],
  "attributes in their order": [
    '<a z="1" y="2" x="3"/>',
    { name: "a", attributes: { z: "1", y: "2", x: "3" } },
  ],
  "an attribute unchanged": ['<a b=" 007 "/>', withAttribute("b", " 007 ")],
  "an attribute that holds tags' ends": [
    '<a b="/>" c="a>b"/>',
    { name: "a", attributes: { b: "/>", c: "a>b" } },
  ],
  "an attribute that ends in a slash": ["<a b='/'></a>", withAttribute("b", "/")],
  "an attribute with line ends as spaces": [
    '<a b="1\r\n2\r3\n4\t5"/>',
    withAttribute("b", "1 2 3 4 5"),
  ],
  "an attribute with references to white space": [
    '<a b="&#x9;&#xA;&#xD;"/>',
    { name: "a", attributes: { b: "\t\n\r" } },
  ],
  "an attribute with references": [
    '<a b="&lt;&quot;&apos;&amp;&#x41;"/>',
    { name: "a", attributes: { b: "<\"'&A" } },
  ],
  "an attribute that holds an equals sign": [
    '<a b="c=d" e="= f"/>',
    { name: "a", attributes: { b: "c=d", e: "= f" } },
  ],
  "attributes that differ in case": [
    '<a b="1" B="2"/>',
    { name: "a", attributes: { b: "1", B: "2" } },
  ],
  "an attribute with brackets of CDATA": ['<a b="]]>"/>', withAttribute("b", "]]>")],

  "children in their order": [
    "<a><b/><c>1</c><b>2</b></a>",
    { name: "a", elements: [{ name: "b" }, { name: "c", text: "1" }, { name: "b", text: "2" }] },
  ],
  "elements of one name inside one another": [
    "<a><a><a/></a></a>",
    { name: "a", elements: [{ name: "a", elements: [{ name: "a" }] }] },
  ],
  "layout between elements as no text": [
    "<a>\n  <b/>\n</a>",
    { name: "a", elements: [{ name: "b" }] },
  ],
  "mixed content as text and elements": [
    "<a>1<b>2</b>3</a>",
    { name: "a", text: "13", elements: [{ name: "b", text: "2" }] },
  ],

  "element names of object members": [
    "<constructor><prototype/><toString/><hasOwnProperty/><valueOf/></constructor>",
    {
      name: "constructor",
      elements: [
        { name: "prototype" },
        { name: "toString" },
        { name: "hasOwnProperty" },
        { name: "valueOf" },
      ],
    },
  ],
  "an element named __proto__": ["<__proto__>1</__proto__>", { name: "__proto__", text: "1" }],
  "an attribute named __proto__": ['<a __proto__="1"/>', withAttribute("__proto__", "1")],
  "attribute names of object members": [
    '<a constructor="1" toString="2" prototype="3"/>',
    {
      name: "a",
      attributes: { constructor: "1", toString: "2", prototype: "3" },
    } as object as XmlElement,
  ],
  "names that end in digits, dots and hyphens": ["<a-.1/>", { name: "a-.1" }],
  "names in any script": ["<größe 漢='1'/>", { name: "größe", attributes: { 漢: "1" } }],
  "names beyond U+FFFF": ["<𐀀 𐀁='1'></𐀀>", { name: "𐀀", attributes: { 𐀁: "1" } }],
  "an element named xml": ["<xml/>", { name: "xml" }],
  "a bound prefix": [
    '<p:a xmlns:p="urn:x" p:b="1"/>',
    { name: "p:a", attributes: { "xmlns:p": "urn:x", "p:b": "1" } },
  ],
  "a default namespace": ['<a xmlns="urn:x"/>', withAttribute("xmlns", "urn:x")],
  "an unbound prefix": ["<p:a p:b='1'/>", { name: "p:a", attributes: { "p:b": "1" } }],
};

const refused: Readonly<
  Record<string, readonly [given: Input, want: string, limits?: Partial<XmlLimits>]>
> = {
  "no input": ["", "not-well-formed at 1:1"],
  "white space alone": [" \n ", "not-well-formed at 2:2"],
  "a declaration alone": ['<?xml version="1.0"?>', "not-well-formed at 1:22"],
  "text alone": ["502 Bad Gateway", "not-well-formed at 1:1"],
  JSON: ['{"response":{}}', "not-well-formed at 1:1"],
  "a page of HTML": ["<!doctype html><p>Sorry<br>", "forbidden-markup at 1:1"],
  "text before the root": ["\n x<a/>", "not-well-formed at 2:2"],
  "text after the root": ["<a/>\nx", "not-well-formed at 2:1"],
  "a reference after the root": ["<a/>&#32;", "not-well-formed at 1:5"],
  "a second root": ["<a></a><b></b>", "not-well-formed at 1:8"],
  "a second root after an empty one": ["<a/><b/>", "not-well-formed at 1:5"],
  "CDATA before the root": ["<![CDATA[]]><a/>", "not-well-formed at 1:1"],
  "CDATA after the root": ["<a/><![CDATA[ ]]>", "not-well-formed at 1:5"],
  "a no-break space outside the root": ["\u00A0<a/>", "not-well-formed at 1:1"],
  "two byte order marks": ["\uFEFF\uFEFF<a/>", "not-well-formed at 1:1"],

  "a document truncated in a tag": ["<a", "not-well-formed at 1:3"],
  "a document truncated in an attribute": ['<a b="', "not-well-formed at 1:3"],
  "a document truncated in text": ["<a>\n  x", "not-well-formed at 2:4"],
  "a document truncated after a child": ["<a><b/>", "not-well-formed at 1:8"],
  "a document truncated in an end tag": ["<a></a", "not-well-formed at 1:4"],
  "an end tag of another element": ["<a><b></a></b>", "not-well-formed at 1:7"],
  "an end tag in another case": ["<a></A>", "not-well-formed at 1:4"],
  "an end tag with a longer name": ["<a></ab>", "not-well-formed at 1:4"],
  "an end tag with no start tag": ["</a>", "not-well-formed at 1:1"],
  "an end tag after the root": ["<a/></a>", "not-well-formed at 1:5"],
  "an end tag with a slash": ["<a></a/>", "not-well-formed at 1:4"],
  "an end tag with an attribute": ['<a></a b="c">', "not-well-formed at 1:4"],
  "an end tag with white space before its name": ["<a></ a>", "not-well-formed at 1:4"],
  "an end tag without a name": ["<a></>", "not-well-formed at 1:4"],
  "a start tag without a name": ["<>", "not-well-formed at 1:1"],
  "a start tag with white space before its name": ["< a/>", "not-well-formed at 1:1"],
  "a less-than sign in text": ["<a>1 < 2</a>", "not-well-formed at 1:6"],
  "a tag in a tag": ["<a<b/>>", "not-well-formed at 1:3"],
  "a slash inside a tag": ["<a / ></a>", "not-well-formed at 1:3"],
  "two slashes in a tag": ["<a//>", "not-well-formed at 1:3"],
  "a name that begins with a digit": ["<1/>", "not-well-formed at 1:1"],
  "a name that begins with a hyphen": ["<-a/>", "not-well-formed at 1:1"],
  "a name that begins with a dot": ["<.a/>", "not-well-formed at 1:1"],
  "a name with a sign": ["<a$/>", "not-well-formed at 1:3"],
  "a name with a no-break space": ["<a\u00A0b='1'/>", "not-well-formed at 1:3"],
  "a name that fast-xml-parser would split at U+1680": ["<a\u1680b/>", "not-well-formed at 1:3"],
  "a name that fast-xml-parser would split at a byte order mark": [
    "<a\uFEFFb/>",
    "not-well-formed at 1:3",
  ],

  "an attribute without a value": ["<a b/>", "not-well-formed at 1:3"],
  "an attribute without quotes": ["<a b=c/>", "not-well-formed at 1:3"],
  "an attribute with one quote": ['<a b="c/>', "not-well-formed at 1:3"],
  "an attribute with two kinds of quotes": [`<a b="c'/>`, "not-well-formed at 1:3"],
  "an attribute without a name": ['<a ="c"/>', "not-well-formed at 1:3"],
  "a misplaced equals sign": ['<a =b="c"/>', "not-well-formed at 1:3"],
  "a value without a name": ['<a "c"/>', "not-well-formed at 1:3"],
  "attributes without a space between them": ['<a b="1"c="2"/>', "not-well-formed at 1:9"],
  "an attribute twice": ['<a b="1"\n b="2"/>', "not-well-formed at 1:9"],
  "an attribute named __proto__ twice": [
    '<a __proto__="1" __proto__="2"/>',
    "not-well-formed at 1:17",
  ],
  "a less-than sign in an attribute": ['<a b="<"/>', "not-well-formed at 1:3"],
  "a bare ampersand in an attribute": ['<a b="&"/>', "not-well-formed at 1:7"],
  "an undefined entity in an attribute": ['<a b="&nbsp;"/>', "undefined-entity at 1:7"],
  "a reference to NUL in an attribute": ['<a b="1&#0;"/>', "forbidden-character at 1:8"],

  "a bare ampersand": ["<a>1 & 2</a>", "not-well-formed at 1:6"],
  "an ampersand at the end of text": ["<a>x&</a>", "not-well-formed at 1:5"],
  "a reference without a name": ["<a>&;</a>", "not-well-formed at 1:4"],
  "a reference without an end": ["<a>&amp</a>", "not-well-formed at 1:4"],
  "a reference split by a comment": ["<a>&l<!-- -->t;</a>", "not-well-formed at 1:4"],
  "a reference without a number": ["<a>&#;</a>", "not-well-formed at 1:4"],
  "a reference without a hexadecimal number": ["<a>&#x;</a>", "not-well-formed at 1:4"],
  "a reference with a large X": ["<a>&#X41;</a>", "not-well-formed at 1:4"],
  "a decimal reference with letters": ["<a>&#4a;</a>", "not-well-formed at 1:4"],
  "a negative reference": ["<a>&#-1;</a>", "not-well-formed at 1:4"],
  "an entity of HTML": ["<a>\n&nbsp;</a>", "undefined-entity at 2:1"],
  "an entity in another case": ["<a>&AMP;</a>", "undefined-entity at 1:4"],
  "an entity named like an object member": [
    "<a>&toString;&__proto__;</a>",
    "undefined-entity at 1:4",
  ],
  "a reference to NUL": ["<a>&#0;</a>", "forbidden-character at 1:4"],
  "a reference to a control character": ["<a>\r\n&#65;&#x1B;</a>", "forbidden-character at 2:6"],
  "a reference to a surrogate": ["<a>&#xD800;</a>", "forbidden-character at 1:4"],
  "references to a pair of surrogates": ["<a>&#xD83D;&#xDE00;</a>", "forbidden-character at 1:4"],
  "a reference to a noncharacter": ["<a>&#xFFFE;</a>", "forbidden-character at 1:4"],
  "a reference beyond Unicode": ["<a>&#x110000;</a>", "forbidden-character at 1:4"],
  "a reference beyond all numbers": [`<a>&#${"9".repeat(400)};</a>`, "forbidden-character at 1:4"],

  NUL: ["<a>\0</a>", "forbidden-character at 1:4"],
  "a control character in text": ["<a>\r\u001B</a>", "forbidden-character at 2:1"],
  "a control character in an attribute": ['<a b="\u0001"/>', "forbidden-character at 1:7"],
  "a control character in a comment": ["<a><!--\f--></a>", "forbidden-character at 1:8"],
  "a control character in CDATA": ["<a><![CDATA[\b]]></a>", "forbidden-character at 1:13"],
  "a control character after the root": ["<a/>\0", "forbidden-character at 1:5"],
  "a noncharacter": ["<a>\uFFFF</a>", "forbidden-character at 1:4"],

  "the end of CDATA in text": ["<a>x]]></a>", "not-well-formed at 1:5"],
  "unterminated CDATA": ["<a><![CDATA[x]]</a>", "not-well-formed at 1:4"],
  "a comment without an end": ["<a/><!-- x", "not-well-formed at 1:5"],
  "a comment that ends too soon": ["<a><!--></a>", "not-well-formed at 1:4"],
  "two hyphens in a comment": ["<a><!-- x -- y --></a>", "not-well-formed at 1:11"],
  "a comment that ends in three hyphens": ["<a><!-- x ---></a>", "not-well-formed at 1:11"],
  "a comment in a tag": ["<a <!-- x --> />", "not-well-formed at 1:3"],
  "an instruction without an end": ["<a><?x ></a>", "not-well-formed at 1:4"],
  "an instruction without a target": ["<a><? x?></a>", "not-well-formed at 1:4"],
  "an instruction with a sign in its target": ["<a><?x$?></a>", "not-well-formed at 1:4"],
  "a declaration after white space": [' <?xml version="1.0"?><a/>', "not-well-formed at 1:2"],
  "a declaration after the root": ['<a/><?xml version="1.0"?>', "not-well-formed at 1:5"],
  "a second declaration": [
    '<?xml version="1.0"?><?xml version="1.0"?><a/>',
    "not-well-formed at 1:22",
  ],
  "a declaration in capitals": ['<?XML version="1.0"?><a/>', "not-well-formed at 1:1"],
  "a declaration without a version": ['<?xml encoding="UTF-8"?><a/>', "not-well-formed at 1:1"],
  "a declaration of nothing": ["<?xml?><a/>", "not-well-formed at 1:1"],
  "a declaration in the wrong order": [
    '<?xml version="1.0" standalone="yes" encoding="UTF-8"?><a/>',
    "not-well-formed at 1:1",
  ],
  "a declaration of something else": ['<?xml version="1.0" x="y"?><a/>', "not-well-formed at 1:1"],
  "a declaration that may stand alone": [
    '<?xml version="1.0" standalone="maybe"?><a/>',
    "not-well-formed at 1:1",
  ],
  "a declaration without an end": ['<?xml version="1.0"><a/>', "not-well-formed at 1:1"],
  "a declaration with a no-break space": [
    '<?xml version="1.0"\u00A0?><a/>',
    "not-well-formed at 1:1",
  ],
  "a version truncated": ['<?xml version="1."?><a/>', "not-well-formed at 1:1"],
  "a version that is not a number": ['<?xml version="one"?><a/>', "not-well-formed at 1:1"],
  "XML 1.1": ['<?xml version="1.1"?><a/>', "unsupported-version at 1:1"],

  "bytes that are not UTF-8": [Uint8Array.of(0x3c, 0x61, 0xff, 0x3e), "not-utf8 at 1:3"],
  "a character truncated": [Uint8Array.of(...utf8("<a>"), 0xc3), "not-utf8 at 1:4"],
  "an overlong form": [
    Uint8Array.of(...utf8("<a>"), 0xc0, 0xbc, ...utf8("</a>")),
    "not-utf8 at 1:4",
  ],
  "a character truncated that begins like a replacement character": [
    Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8("<a>\n\uFFFD"), 0xef, 0xbf),
    "not-utf8 at 2:2",
  ],
  "a surrogate in bytes": [
    Uint8Array.of(...utf8("<a>"), 0xed, 0xa0, 0x80, ...utf8("</a>")),
    "not-utf8 at 1:4",
  ],
  "declared Latin-1": ['<?xml version="1.0" encoding="ISO-8859-1"?><a/>', "not-utf8 at 1:1"],
  "declared UTF-16 in UTF-8 bytes": [
    '<?xml version="1.0" encoding="UTF-16"?><a/>',
    "not-utf8 at 1:1",
  ],
  "UTF-16 with a byte order mark": [utf16("\uFEFF<a/>"), "not-utf8 at 1:1"],
  "UTF-16 without a byte order mark": [
    utf16('<?xml version="1.0"?><a/>'),
    "forbidden-character at 1:2",
  ],

  "a DOCTYPE": ["<!DOCTYPE a><a/>", "forbidden-markup at 1:1"],
  "a DOCTYPE with an external subset": [
    '<!DOCTYPE a SYSTEM "http://x/y"><a/>',
    "forbidden-markup at 1:1",
  ],
  "a DOCTYPE with an entity": [
    '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "forbidden-markup at 2:1",
  ],
  "expanding entities": [
    '<!DOCTYPE a [<!ENTITY b "xx"><!ENTITY c "&b;&b;">]><a>&c;&c;</a>',
    "forbidden-markup at 1:1",
  ],
  "a DOCTYPE after the root": ["<a/><!DOCTYPE a>", "forbidden-markup at 1:5"],
  "a declaration of an element": ["<a><!ELEMENT a ANY></a>", "forbidden-markup at 1:4"],
  "CDATA in small letters": ["<a><![cdata[x]]></a>", "forbidden-markup at 1:4"],
  "a conditional section": ["<a><![INCLUDE[x]]></a>", "forbidden-markup at 1:4"],
  "a lone exclamation mark": ["<a><!></a>", "forbidden-markup at 1:4"],

  "more bytes than allowed": ["<a>123</a>", "too-large", { maxBytes: 9 }],
  "one level more than allowed": [nested(3), "too-deep at 1:7", { maxDepth: 2 }],
  "one level more than allowed by default": [nested(33), "too-deep at 1:97"],
  "one level more than the hard limit": [nested(257), "too-deep at 1:769", { maxDepth: 1e6 }],
  "one element more than allowed": [
    "<a><b/><c/></a>",
    "too-many-elements at 1:8",
    { maxElements: 2 },
  ],
  "one element more than allowed by default": [
    `<a>${"<b/>".repeat(5_000)}</a>`,
    "too-many-elements at 1:20000",
  ],
  "one attribute more than allowed": [
    "<a b='1' c='2'/>",
    "too-many-elements at 1:9",
    { maxElements: 2 },
  ],
  "a longer tag than allowed": ["<a><bcd/></a>", "tag-too-long at 1:4", { maxTagLength: 5 }],
  "a longer tag than allowed by default": [`<a b="${"x".repeat(4096)}"/>`, "tag-too-long at 1:1"],
};

/** Inputs that libxml2 accepts, and why they are refused here. */
const differences: Readonly<Record<string, string>> = {
  "a DOCTYPE": "no document of the API has one, and entities are an attack on XML parsers",
  "a DOCTYPE with an external subset": "as for any DOCTYPE",
  "a DOCTYPE with an entity": "as for any DOCTYPE",
  "expanding entities": "as for any DOCTYPE",
  "XML 1.1": "it has other line ends and characters; libxml2 reads it as 1.0, with a warning",
  "a version truncated": "libxml2 accepts it",
  "declared Latin-1": "the API uses UTF-8 only",
  "UTF-16 with a byte order mark": "the API uses UTF-8 only",
  "UTF-16 without a byte order mark": "the API uses UTF-8 only",
  "a name that fast-xml-parser would split at U+1680": "fast-xml-parser would split the name",
  "a name that fast-xml-parser would split at a byte order mark":
    "fast-xml-parser would split the name",
  "more bytes than allowed": "our limit",
  "one level more than allowed": "our limit",
  "one level more than allowed by default": "our limit",
  "one element more than allowed": "our limit",
  "one element more than allowed by default": "our limit",
  "one attribute more than allowed": "our limit",
  "a longer tag than allowed": "our limit",
  "a longer tag than allowed by default": "our limit",
};

const toBytes = (input: Input) => (typeof input === "string" ? utf8(input) : input);

for (const [name, [given, want]] of Object.entries(readable)) {
  test(`reads ${name}`, () => {
    const element = toXmlElement(parseXml(toBytes(given)));
    expect(element).toEqual(want);
    expect(JSON.stringify(element)).toBe(JSON.stringify(want));
  });
}

for (const [name, [given, want, limits]] of Object.entries(refused)) {
  test(`refuses ${name}`, () => {
    expect(refusal(toBytes(given), limits)).toBe(want);
  });
}

test("libxml2 reads the same elements, attributes and text", () => {
  for (const [name, [given, want]] of Object.entries(readable)) {
    const theirs = parseWithLibxml2(toBytes(given));
    if (theirs !== "namespaces") expect(theirs, name).toEqual(want);
  }
});

test("libxml2 refuses the same input, except for documented differences", () => {
  const differing = Object.entries(refused)
    .filter(([, [given]]) => parseWithLibxml2(toBytes(given)) !== "not well-formed")
    .map(([name]) => name);
  expect(differing.sort()).toEqual(Object.keys(differences).sort());
});

test("reads a document at every limit", () => {
  const document = utf8('<a><b/><c d=""/></a>');
  const limits = { maxBytes: 20, maxDepth: 2, maxElements: 4, maxTagLength: 9 };
  expect(parseXml(document, limits).elements).toHaveLength(2);
  for (const name of Object.keys(limits) as (keyof XmlLimits)[]) {
    expect(() => parseXml(document, { ...limits, [name]: limits[name] - 1 })).toThrow(XmlError);
  }
  expect(refusal(utf8(nested(256)), { maxDepth: 256 })).toMatch(/^read/);
});

test("a tree has the offsets of its elements", () => {
  const root = parseXml(
    utf8('\uFEFF<?xml version="1.0"?>\r\n<!-- x --><a>1<b/>\r\n<c><d/></c></a>'),
  );
  expect(offsets(root)).toEqual({ a: 33, b: 37, c: 43, d: 46 });
});

test("libxml2 agrees on mutated documents", () => {
  const document =
    "<a>\n <b c=\"d&amp;\"  e='f'>1&#50;</b><!-- x --><b/><![CDATA[<y>]]>\r\n <?z z?>2</a>\n";
  const pieces =
    "< > / & ; # ' \" = ! ? - ] x 1 é 😀 <a> </a> <b/> <!-- --> -- <![CDATA[ ]]> <?x ?> &lt; &#9; __proto__ <constructor/>";
  const piece = fc.constantFrom(...pieces.split(" "), " ", "\n", "\u00A0", "\u0001");
  const edit = fc.tuple(fc.nat(document.length), fc.nat(3), piece);
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      let mutant = document;
      for (const [at, length, text] of edits) {
        mutant = mutant.slice(0, at) + text + mutant.slice(at + length);
      }
      // Half an emoji cannot be encoded in UTF-8.
      const bytes = utf8(mutant.toWellFormed());
      const got = refusal(bytes);
      if (got.startsWith("forbidden-markup")) return;
      const theirs = parseWithLibxml2(bytes);
      expect(got.startsWith("read")).toBe(theirs !== "not well-formed");
      if (typeof theirs === "object") expect(toXmlElement(parseXml(bytes))).toEqual(theirs);
    }),
    { numRuns: 3000 },
  );
});

function offsets({ name, offset, elements }: XmlNode): Record<string, number> {
  return Object.assign({ [name]: offset }, ...elements.map(offsets));
}

function refusal(bytes: Uint8Array, limits?: Partial<XmlLimits>): string {
  try {
    return `read ${JSON.stringify(toXmlElement(parseXml(bytes, limits)))}`;
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const { code, position } = error;
    return position ? `${code} at ${position.line}:${position.column}` : code;
  }
}
