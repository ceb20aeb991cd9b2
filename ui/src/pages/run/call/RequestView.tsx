import type { CallDetail, LlmRequest, ToolRequest } from "@/api/types";
import { asText } from "@/text/json";
import { TextBlock } from "./TextBlock";
import styles from "./CallDialog.module.css";

export function RequestView({ call }: { call: CallDetail }) {
  if (call.kind === "tool") {
    const request = call.request_body as Partial<ToolRequest> | null;
    return <TextBlock title={`Arguments of ${request?.tool ?? call.name}`} text={asText(request?.arguments ?? call.request_body)} />;
  }
  const request = call.request_body as Partial<LlmRequest> | null;
  if (!Array.isArray(request?.messages)) return <TextBlock title="Request" text={asText(call.request_body)} />;
  return (
    <>
      <Parameters request={request} />
      {request.messages.map((message, at) => (
        <div key={at} className={styles.message}>
          <TextBlock title={message.role} note={`message ${at + 1} of ${request.messages!.length}`} text={message.content ?? ""} />
          {!isEmpty(message.tool_calls) && <TextBlock title="tool calls" text={asText(message.tool_calls)} />}
        </div>
      ))}
      {!isEmpty(request.json_schema) && <TextBlock title="JSON schema of the answer" text={asText(request.json_schema)} />}
      {!isEmpty(request.tools) && <TextBlock title="Tools" text={asText(request.tools)} />}
    </>
  );
}

/** All other parameters, as sent. */
function Parameters({ request }: { request: Partial<LlmRequest> }) {
  const { messages: _messages, json_schema: _schema, tools: _tools, ...parameters } = request;
  const shown = Object.entries(parameters).filter(([, value]) => !isEmpty(value));
  return (
    <dl className={styles.parameters}>
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{asText(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
