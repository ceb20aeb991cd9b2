import type { CallDetail, LlmResponse, ToolResponse } from "@/api/types";
import { formatDuration } from "@/text/format";
import { asText } from "@/text/json";
import { TextBlock } from "./TextBlock";
import styles from "./CallDialog.module.css";

export function ResponseView({ call }: { call: CallDetail }) {
  const body = call.response_body;
  if (typeof body !== "object" || body === null || !("text" in body)) return <TextBlock title="Response" text={asText(body)} />;
  return call.kind === "llm" ? <Answer response={body as Partial<LlmResponse>} /> : <Returned response={body as Partial<ToolResponse>} />;
}

function Answer({ response }: { response: Partial<LlmResponse> }) {
  const { text = "", finish, total_s, tool_calls, thoughts, verbatim } = response;
  return (
    <>
      <dl className={styles.parameters}>
        {finish && (
          <div>
            <dt>finish</dt>
            <dd>{finish === "length" ? "length (cut off at the limit)" : finish}</dd>
          </div>
        )}
        {typeof total_s === "number" && (
          <div>
            <dt>took</dt>
            <dd>{formatDuration(total_s)}</dd>
          </div>
        )}
      </dl>
      {thoughts && <TextBlock title="thoughts, which only the journal has" text={thoughts} />}
      <TextBlock title="assistant" text={text} />
      {verbatim && <TextBlock title="as written, before its tool calls were read" text={verbatim} />}
      {Array.isArray(tool_calls) && tool_calls.length > 0 && <TextBlock title="tool calls" text={asText(tool_calls)} />}
    </>
  );
}

function Returned({ response: { text = "", ok, data, files } }: { response: Partial<ToolResponse> }) {
  const names = Object.keys(files ?? {});
  return (
    <>
      {ok === false && <p>The tool reported a failure.</p>}
      <TextBlock title="Text" text={text} />
      {data !== null && data !== undefined && <TextBlock title="Data" text={asText(data)} />}
      {names.length > 0 && <p className="muted">Files: {names.join(", ")}</p>}
    </>
  );
}
