import { markdownHtml } from "./markdownHtml";

test("Markdown becomes HTML", () => {
  expect(markdownHtml("# Nile\n\n| a |\n|---|\n| 1 |")).toContain("<td>1</td>");
});

test.each([
  ["a script", "<script>alert(1)</script>ok", /script/],
  ["a handler", '<a href="/x" onclick="x()">ok</a>', /onclick/],
  ["a javascript: link", "[ok](javascript:alert(1))", /javascript/],
  ["a style", '<p style="position:fixed">ok</p><style>p{}</style>', /style/],
  ["a frame", '<iframe src="https://example.com"></iframe>ok', /iframe/],
  ["a form", '<form action="https://example.com">ok</form>', /form/],
])("%s does not get through", (_name, text, forbidden) => {
  const html = markdownHtml(text);
  expect(html).not.toMatch(forbidden);
  expect(html).toContain("ok");
});

test("an image from elsewhere is named, not loaded", () => {
  const html = markdownHtml("![a chart](https://example.com/x.png) ![](data:image/png;base64,AAAA)");
  expect(html).not.toContain("<img");
  expect(html).toContain("[image: a chart]");
});

test("an image of this server is shown", () => {
  expect(markdownHtml("![mine](/api/v1/runs/r1/x.png)")).toContain("<img");
});

test("the sentences that are given can be pressed, once each", () => {
  const html = markdownHtml("# It fell.\n\nIt rose. It fell. It rose.", { sentences: ["It rose.", "It is nowhere."] });
  expect(html.match(/data-sentence/g)).toHaveLength(1);
  expect(html).toContain('<span data-sentence="0" role="button" tabindex="0">It rose.</span> It fell.');
});

test("a sentence that is emphasised in part or broken over lines is one, and is focused once", () => {
  const html = markdownHtml("It was **5 km**\nin 1990. It rose.", { sentences: ["It was 5 km in 1990.", "It rose."] });
  expect(html).toContain('<strong><span data-sentence="0">5 km</span></strong>');
  expect(html.match(/data-sentence="0"/g)).toHaveLength(3);
  expect(html.match(/tabindex/g)).toHaveLength(2);
  expect(html).toContain('<span data-sentence="1" role="button" tabindex="0">It rose.</span>');
});

test("sentences in items of a list and cells of a table are found", () => {
  const html = markdownHtml("- It rose.\n- It fell.\n\n| a |\n|---|\n| It grew. |", { sentences: ["It fell.", "It grew."] });
  expect(html).toContain('<li><span data-sentence="0"');
  expect(html).toContain('<td><span data-sentence="1"');
});

test("an image that is a file of the run is shown, by any form of its name", () => {
  const images = { "my chart.svg": "data:image/svg+xml;base64,AA" };
  for (const src of ["my%20chart.svg", "./my%20chart.svg"]) {
    expect(markdownHtml(`![a chart](${src})`, { images })).toContain('src="data:image/svg+xml;base64,AA"');
  }
  expect(markdownHtml("![a chart](other.svg)", { images })).toContain("[image: a chart]");
});

test("links open in a new tab and send no referrer", () => {
  expect(markdownHtml("[a](https://example.com)")).toMatch(/rel="noopener noreferrer nofollow"/);
});
