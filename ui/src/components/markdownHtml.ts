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

export function markdownHtml(text: string): string {
  return purify.sanitize(marked.parse(text, { async: false }), {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ["style", "form", "button", "textarea", "select", "video", "audio", "source", "picture"],
    FORBID_ATTR: ["style", "class", "id", "srcset", "name"],
  });
}

function isOwn(src: string | null): boolean {
  if (!src) return false;
  try {
    return new URL(src, window.location.origin).origin === window.location.origin;
  } catch {
    return false;
  }
}
