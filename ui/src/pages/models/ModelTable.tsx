import { useState } from "react";
import type { ModelView, Operation } from "@/api/types";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { Table, type Column } from "@/components/Table";
import { formatBytes, formatCount, formatTokens } from "@/text/format";
import { toastShown } from "@/components/toasts";
import { useAppDispatch } from "@/store";
import { Chips } from "@/components/Chips";
import { ModelDetails } from "./ModelDetails";
import { partsOf } from "./modelName";
import type { StartOperation } from "./useOperations";
import styles from "./ModelTable.module.css";

export function ModelTable({ models, operations, onOperate }: {
  models: readonly ModelView[];
  /** In progress. */
  operations: readonly Operation[];
  onOperate?: StartOperation;
}) {
  const [shown, setShown] = useState<ModelView | null>(null);
  const columns: Column<ModelView>[] = [
    { id: "name", title: "Model", cell: (model) => <Name model={model} onShow={() => setShown(model)} /> },
    { id: "state", title: "State", cell: (model) => <Loaded model={model} />, width: "96px" },
    { id: "roles", title: "Used for", cell: ({ roles }) => <Roles roles={roles} />, wideOnly: true },
    { id: "context", title: "Context", cell: ({ context_tokens }) => tokens(context_tokens), align: "right", wideOnly: true },
    { id: "memory", title: "Memory", cell: ({ memory_bytes }) => bytes(memory_bytes), align: "right", wideOnly: true },
    { id: "size", title: "Size", cell: ({ size_bytes }) => bytes(size_bytes), align: "right", wideOnly: true },
    { id: "speed", title: "Tokens/s", cell: ({ tokens_per_s }) => speed(tokens_per_s), align: "right", wideOnly: true },
    { id: "calls", title: "Calls", cell: ({ calls }) => formatCount(calls), align: "right", wideOnly: true },
  ];
  if (onOperate) {
    columns.push({
      id: "act",
      title: <span className="sr-only">Actions</span>,
      cell: (model) => <LoadButton model={model} operations={operations} onOperate={onOperate} />,
      align: "right",
      width: "88px",
    });
  }
  return (
    <Card title="Available models" flush>
      <Table
        caption="Available models"
        columns={columns}
        rows={models.toSorted((a, b) => Number(b.loaded) - Number(a.loaded) || a.name.localeCompare(b.name))}
        rowKey={({ name }) => name}
        empty={
          <EmptyState icon="models" title="No models">
            Download one above, or start a host that has models.
          </EmptyState>
        }
      />
      {shown && <ModelDetails model={shown} onClose={() => setShown(null)} />}
    </Card>
  );
}

function Name({ model, onShow }: { model: ModelView; onShow: () => void }) {
  const [host, name] = partsOf(model.name);
  const facts = [
    host,
    model.can_embed && (model.can_chat ? "chat and embeddings" : "embeddings only"),
  ].filter(Boolean);
  // For phones, where these have no columns.
  const figures = [
    model.context_tokens > 0 && `${tokens(model.context_tokens)} context`,
    model.size_bytes > 0 && bytes(model.size_bytes),
    model.memory_bytes > 0 && `${bytes(model.memory_bytes)} of memory`,
    model.tokens_per_s !== null && `${speed(model.tokens_per_s)} tok/s`,
    model.roles.length > 0 && `used for ${model.roles.join(", ")}`,
  ].filter(Boolean);
  return (
    <div className={styles.model}>
      <button type="button" className={styles.name} aria-haspopup="dialog" onClick={onShow}>
        {name}
      </button>
      <span className={styles.facts}>{facts.join(" · ")}</span>
      <span className={styles.figures}>{figures.join(" · ")}</span>
    </div>
  );
}

function Loaded({ model }: { model: ModelView }) {
  return model.loaded ? (
    <Badge tone="ok" icon="accepted">
      Loaded
    </Badge>
  ) : (
    <span className={styles.idle}>Not loaded</span>
  );
}

function Roles({ roles }: { roles: readonly string[] }) {
  return roles.length > 0 ? <Chips label="Used for" words={roles} /> : <span className={styles.idle}>–</span>;
}

function LoadButton({ model, operations, onOperate }: { model: ModelView; operations: readonly Operation[]; onOperate: StartOperation }) {
  const dispatch = useAppDispatch();
  const kind = model.loaded ? "unload" : "load";
  const act = async () => {
    const problem = await onOperate(kind, model.name);
    if (problem) dispatch(toastShown(`${model.name}: ${problem}`, "bad"));
  };
  return (
    <Button
      size="sm"
      busy={operations.some((operation) => operation.kind !== "test" && operation.model === model.name)}
      aria-label={`${kind === "load" ? "Load" : "Unload"} ${model.name}`}
      onClick={() => void act()}
    >
      {kind === "load" ? "Load" : "Unload"}
    </Button>
  );
}

// A host that does not know a figure sends 0.
const tokens = (count: number) => (count > 0 ? formatTokens(count) : "–");
const bytes = (count: number) => (count > 0 ? formatBytes(count) : "–");
const speed = (rate: number | null) => (rate === null ? "–" : rate.toFixed(1));
