/** Markdown as safe HTML; loaded on demand. */
import DOMPurify from "dompurify";
import { Marked } from "marked";

const marked = new Marked({ gfm: true, breaks: false });
const purify = DOMPurify(window);

// An agent's text is untrusted: it must not run code, style the page or load anything from elsewhere.
purify.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName === "A") {
    node.setAttribute("rel", "noopener noreferrer nofollow");
    node.setAttribute("target", "_blank");
  }
  if (node.tagName === "INPUT") node.setAttribute("disabled", "");
});

export interface Extras {
  /** They can be focused and pressed; each has its index in `data-sentence`. */
  sentences?: readonly string[];
  /** Addresses of the images that the text may show, by file name. */
  images?: Readonly<Record<string, string>>;
}

export function markdownHtml(text: string, { sentences = [], images = {} }: Extras = {}): string {
  const html = purify.sanitize(marked.parse(text, { async: false }), {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ["style", "form", "button", "textarea", "select", "video", "audio", "source", "picture"],
    FORBID_ATTR: ["style", "class", "id", "srcset", "name"],
  });
  const page = document.createElement("template");
  page.innerHTML = html;
  for (const image of page.content.querySelectorAll("img")) showImage(image, images);
  sentences.forEach((sentence, index) => markSentence(page.content, sentence, index));
  return page.innerHTML;
}

/** A file of the run, or of this server; any other image is named only. */
function showImage(image: HTMLImageElement, images: Readonly<Record<string, string>>) {
  const src = image.getAttribute("src") ?? "";
  const own = images[nameOf(src)];
  if (own) image.setAttribute("src", own);
  else if (!src.startsWith("/") || src.startsWith("//")) {
    image.replaceWith(document.createTextNode(`[image: ${image.alt || "no description"}]`));
  }
}

function nameOf(src: string): string {
  try {
    return decodeURIComponent(src).replace(/^\.\//, "");
  } catch {
    return src;
  }
}

const BLOCKS = "p, li, td, th, blockquote, h1, h2, h3, h4, h5, h6";

/** Wraps the words of a sentence, which may be emphasised in part, where it stands first. */
function markSentence(page: DocumentFragment, sentence: string, index: number) {
  const words = sentence.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(words.join("\\s+"));
  for (const block of page.querySelectorAll(BLOCKS)) {
    const nodes = textsIn(block);
    const match = pattern.exec(nodes.map(({ data }) => data).join(""));
    if (!match) continue;
    wrap(nodes, match.index, match.index + match[0].length, index, sentence);
    return;
  }
}

/** The texts of a block that belong to no inner block and to no other sentence. */
function textsIn(block: Element): Text[] {
  const texts: Text[] = [];
  const nodes = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode() as Text | null; node; node = nodes.nextNode() as Text | null) {
    if (node.parentElement?.closest(BLOCKS) === block && !node.parentElement.closest("[data-sentence]")) texts.push(node);
  }
  return texts;
}

function wrap(nodes: readonly Text[], start: number, end: number, index: number, sentence: string) {
  let at = 0;
  let isFirst = true;
  for (const node of nodes) {
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, node.length)];
    at += node.length;
    if (from >= to) continue;
    const own = node.splitText(from);
    own.splitText(to - from);
    const mark = document.createElement("span");
    mark.setAttribute("data-sentence", String(index));
    if (isFirst) {
      mark.setAttribute("role", "button");
      mark.tabIndex = 0;
      if (to - from < end - start) mark.setAttribute("aria-label", sentence);
    }
    isFirst = false;
    own.replaceWith(mark);
    mark.append(own);
  }
}
