/** The images that a text may show: files of its run. */
import { useEffect, useState } from "react";
import type { Artifact } from "@/api/types";

const TYPES: Record<string, string> = { svg: "image/svg+xml", png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg" };
const NONE: Images = {};

export type Images = Readonly<Record<string, string>>;

/**
 * Images as data addresses, by file name and by its last part. The server sends files as plain bytes, so
 * each gets its type here. As an image it can neither run code nor load anything.
 */
export function useImages(files: readonly Pick<Artifact, "name" | "href">[]): Images {
  const [images, setImages] = useState<Images>(NONE);
  const wanted = files.filter(({ name }) => typeOf(name)).map(({ name, href }) => `${name}\n${href}`).join("\n\n");
  useEffect(() => {
    let active = true;
    const entries = wanted === "" ? [] : wanted.split("\n\n").map((entry) => entry.split("\n"));
    void Promise.all(entries.map(([name = "", href = ""]) => load(name, href))).then((loaded) => {
      if (active) setImages(loaded.length > 0 ? Object.fromEntries(loaded.flat()) : NONE);
    });
    return () => {
      active = false;
    };
  }, [wanted]);
  return images;
}

async function load(name: string, href: string): Promise<[string, string][]> {
  try {
    const answer = await fetch(href, { credentials: "same-origin" });
    if (!answer.ok) return [];
    const address = await dataAddress(new Blob([await answer.arrayBuffer()], { type: typeOf(name) }));
    return [[name.split("/").pop() ?? name, address], [name, address]];
  } catch {
    return [];
  }
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error("the image could not be read"));
    reader.readAsDataURL(blob);
  });
}

function typeOf(name: string): string | undefined {
  return TYPES[name.split(".").pop()?.toLowerCase() ?? ""];
}
