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
  if (node.tagName === "IMG" && !isOwn(node.getAttribute("src"))) {
    node.replaceWith(document.createTextNode(`[image: ${node.getAttribute("alt") || "no description"}]`));
  }
  if (node.tagName === "INPUT") node.setAttribute("disabled", "");
});

/** Sentences, if any are given, can be focused and pressed; each has its index in `data-sentence`. */
export function markdownHtml(text: string, sentences: readonly string[] = []): string {
  const html = purify.sanitize(marked.parse(text, { async: false }), {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ["style", "form", "button", "textarea", "select", "video", "audio", "source", "picture"],
    FORBID_ATTR: ["style", "class", "id", "srcset", "name"],
  });
  return sentences.length > 0 ? withSentences(html, sentences) : html;
}

function withSentences(html: string, sentences: readonly string[]): string {
  const page = document.createElement("template");
  page.innerHTML = html;
  sentences.forEach((sentence, index) => {
    const nodes = document.createTreeWalker(page.content, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode() as Text | null; node; node = nodes.nextNode() as Text | null) {
      const start = node.data.indexOf(sentence);
      if (start < 0 || node.parentElement?.closest("[data-sentence]")) continue;
      const own = node.splitText(start);
      own.splitText(sentence.length);
      const mark = document.createElement("span");
      mark.setAttribute("data-sentence", String(index));
      mark.setAttribute("role", "button");
      mark.tabIndex = 0;
      own.replaceWith(mark);
      mark.append(own);
      break;
    }
  });
  return page.innerHTML;
}

function isOwn(src: string | null): boolean {
  if (!src) return false;
  try {
    return new URL(src, window.location.origin).origin === window.location.origin;
  } catch {
    return false;
  }
}
