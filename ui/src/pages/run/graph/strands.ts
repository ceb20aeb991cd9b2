/** Edges that span several layers become strands, with a bend in each layer they cross. */
import type { LayoutTask } from "./layers";

/** A task or a bend, with its neighbours one layer before and after. */
export interface Vertex {
  key: string;
  layer: number;
  isBend: boolean;
  before: number[];
  after: number[];
}
/** From task to task through bends, as indexes of vertices. */
export interface Strand {
  from: string;
  to: string;
  path: number[];
}

export interface Strands {
  vertices: Vertex[];
  strands: Strand[];
  /** Indexes of vertices by layer. */
  columns: number[][];
}

export function strandsOf(tasks: readonly LayoutTask[], layers: readonly (readonly string[])[]): Strands {
  const builder = new StrandBuilder(layers);
  const known = new Set(layers.flat());
  const edges = tasks.flatMap(({ task_id, depends_on }) =>
    depends_on.filter((from) => known.has(from)).map((from) => ({ from, to: task_id })),
  );
  const out = countBy(edges, ({ from }) => from);
  const into = countBy(edges, ({ to }) => to);
  const strands = edges.map(({ from, to }) =>
    // Edges of one task share a strand, so that fifty of them are one line.
    builder.add(from, to, out.get(from)! >= into.get(to)! ? `${from}>` : `>${to}`),
  );
  return { vertices: builder.vertices, strands, columns: builder.columns };
}

class StrandBuilder {
  readonly vertices: Vertex[] = [];
  readonly columns: number[][];
  private readonly places = new Map<string, number>();

  constructor(layers: readonly (readonly string[])[]) {
    this.columns = layers.map(() => []);
    layers.forEach((ids, layer) => ids.forEach((id) => this.place(id, layer, false)));
  }

  add(from: string, to: string, bundle: string): Strand {
    const start = this.places.get(from)!;
    const end = this.places.get(to)!;
    const path = [start];
    for (let layer = this.vertices[start]!.layer + 1; layer < this.vertices[end]!.layer; layer += 1) {
      path.push(this.place(`${bundle} ${layer}`, layer, true));
    }
    path.push(end);
    for (let at = 1; at < path.length; at += 1) this.join(path[at - 1]!, path[at]!);
    return { from, to, path };
  }

  private place(key: string, layer: number, isBend: boolean): number {
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const at = this.vertices.push({ key, layer, isBend, before: [], after: [] }) - 1;
    this.places.set(key, at);
    this.columns[layer]!.push(at);
    return at;
  }

  private join(a: number, b: number) {
    if (this.vertices[a]!.after.includes(b)) return;
    this.vertices[a]!.after.push(b);
    this.vertices[b]!.before.push(a);
  }
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
