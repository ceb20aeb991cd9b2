/** Every endpoint of the HTTP API as RTK Query hooks. Paged lists are infinite queries. */
import { createApi } from "@reduxjs/toolkit/query/react";
import type * as T from "./types";
import { transport } from "./transport";

type Cursor = string | null;

const TAGS = [
  "Me", "Run", "Runs", "Approvals", "Agent", "Agents", "Models", "Operations",
  "Settings", "Keys", "Audit", "Conversation", "Conversations",
] as const;

/** Each page has the cursor of the next one. */
const paging = {
  initialPageParam: null as Cursor,
  getNextPageParam: (last: { next: Cursor }) => last.next ?? undefined,
};

const run = (id: string) => `/runs/${encodeURIComponent(id)}`;
const task = (id: string, task_id: string) => `${run(id)}/tasks/${encodeURIComponent(task_id)}`;
const agent = (name: string) => `/agents/${encodeURIComponent(name)}`;
const approval = (id: string) => `/approvals/${encodeURIComponent(id)}`;
const conversation = (id: string) => `/conversations/${encodeURIComponent(id)}`;

export const api = createApi({
  reducerPath: "api",
  baseQuery: transport,
  tagTypes: TAGS,
  // "delayed" would wait for an agent's chat answer, which may take minutes.
  invalidationBehavior: "immediately",
  endpoints: (build) => ({
    // Session
    getMe: build.query<T.Me, void>({ query: () => "/me", providesTags: ["Me"] }),
    signIn: build.mutation<T.Me, string>({
      query: (credential) => ({ url: "/session", method: "POST", body: { credential } }),
    }),
    signOut: build.mutation<void, void>({ query: () => ({ url: "/session", method: "DELETE" }) }),

    // Runs
    getRuns: build.infiniteQuery<T.Page<T.RunSummary>, T.RunsQuery, Cursor>({
      infiniteQueryOptions: paging,
      query: ({ queryArg, pageParam }) => `/runs${search({ ...queryArg, cursor: pageParam })}`,
      providesTags: ["Runs"],
    }),
    startRun: build.mutation<T.RunSummary, T.RunStart>({
      query: (body) => ({ url: "/runs", method: "POST", body }),
      invalidatesTags: ["Runs"],
    }),
    estimateRun: build.mutation<T.Estimates, T.RunStart>({
      query: (body) => ({ url: "/estimates", method: "POST", body }),
    }),
    uploadFile: build.mutation<T.InputFile, File>({
      query: (file) => ({ url: `/files${search({ name: file.name })}`, method: "POST", body: file }),
    }),
    getRun: build.query<T.RunDetail, { run_id: string; at?: number }>({
      query: ({ run_id, at }) => `${run(run_id)}${search({ at })}`,
      providesTags: (_result, _error, { run_id }) => [{ type: "Run", id: run_id }],
    }),
    cancelRun: build.mutation<T.RunSummary, string>({
      query: (run_id) => ({ url: `${run(run_id)}/cancel`, method: "POST" }),
      invalidatesTags: (_result, _error, run_id) => [{ type: "Run", id: run_id }, "Runs"],
    }),
    resumeRun: build.mutation<T.RunSummary, string>({
      query: (run_id) => ({ url: `${run(run_id)}/resume`, method: "POST" }),
      invalidatesTags: (_result, _error, run_id) => [{ type: "Run", id: run_id }, "Runs"],
    }),
    forkRun: build.mutation<T.RunSummary, T.Fork & { run_id: string }>({
      query: ({ run_id, ...body }) => ({ url: `${run(run_id)}/fork`, method: "POST", body }),
      invalidatesTags: ["Runs"],
    }),
    settleEffect: build.mutation<
      T.RunSummary,
      { run_id: string; attempt_id: string; ordinal: number; verdict: "done" | "not_done" }
    >({
      query: ({ run_id, ...body }) => ({ url: `${run(run_id)}/effects`, method: "POST", body }),
      invalidatesTags: (_result, _error, { run_id }) => [{ type: "Run", id: run_id }],
    }),

    // Within a run
    getTask: build.query<T.TaskDetail, { run_id: string; task_id: string }>({
      query: ({ run_id, task_id }) => task(run_id, task_id),
      providesTags: (_result, _error, { run_id }) => [{ type: "Run", id: run_id }],
    }),
    retryTask: build.mutation<T.RunSummary, { run_id: string; task_id: string; words?: string; repeat_effects?: boolean }>({
      query: ({ run_id, task_id, ...body }) => ({ url: `${task(run_id, task_id)}/retry`, method: "POST", body }),
      invalidatesTags: (_result, _error, { run_id }) => [{ type: "Run", id: run_id }, "Runs"],
    }),
    getCalls: build.infiniteQuery<T.Page<T.Call>, string, Cursor>({
      infiniteQueryOptions: paging,
      query: ({ queryArg, pageParam }) => `${run(queryArg)}/calls${search({ cursor: pageParam })}`,
      providesTags: (_result, _error, run_id) => [{ type: "Run", id: run_id }],
    }),
    // Not tagged: a call's request and response never change.
    getCall: build.query<T.CallDetail, { run_id: string; number: number }>({
      query: ({ run_id, number }) => `${run(run_id)}/calls/${number}`,
    }),
    getTimeline: build.query<T.Timeline, string>({
      query: (run_id) => `${run(run_id)}/timeline`,
      providesTags: (_result, _error, run_id) => [{ type: "Run", id: run_id }],
    }),
    getMessages: build.infiniteQuery<T.Page<T.Message>, string, Cursor>({
      infiniteQueryOptions: paging,
      query: ({ queryArg, pageParam }) => `${run(queryArg)}/messages${search({ cursor: pageParam })}`,
      providesTags: (_result, _error, run_id) => [{ type: "Run", id: run_id }],
    }),
    getInputs: build.query<T.Items<T.InputReading>, string>({ query: (run_id) => `${run(run_id)}/inputs` }),
    getArtifacts: build.query<T.Items<T.Artifact>, string>({
      query: (run_id) => `${run(run_id)}/artifacts`,
      providesTags: (_result, _error, run_id) => [{ type: "Run", id: run_id }],
    }),
    // Not tagged: new events come over the socket, old ones never change.
    getEvents: build.infiniteQuery<T.Page<T.Stamped>, T.EventsQuery, Cursor>({
      infiniteQueryOptions: paging,
      query: ({ queryArg: { run_id, ...filter }, pageParam }) =>
        `${run(run_id)}/events${search({ ...filter, cursor: pageParam })}`,
    }),

    // Inbox
    getApprovals: build.infiniteQuery<
      T.Page<T.Approval>,
      { state?: T.ApprovalState | "all"; run_id?: string },
      Cursor
    >({
      infiniteQueryOptions: paging,
      query: ({ queryArg, pageParam }) => `/approvals${search({ ...queryArg, cursor: pageParam })}`,
      providesTags: ["Approvals"],
    }),
    getApproval: build.query<T.Approval, string>({ query: approval, providesTags: ["Approvals"] }),
    answerApproval: build.mutation<T.Approval, T.ApprovalAnswer & { question_id: string }>({
      query: ({ question_id, ...body }) => ({ url: `${approval(question_id)}/answer`, method: "POST", body }),
      // Also on failure: a 409 means that someone else answered first.
      invalidatesTags: (result) => ["Approvals", ...(result ? [{ type: "Run" as const, id: result.run_id }] : [])],
    }),

    // Agents
    getPacks: build.query<T.Items<T.Pack>, void>({ query: () => "/packs" }),
    getAgents: build.query<T.Items<T.AgentView>, void>({ query: () => "/agents", providesTags: ["Agents"] }),
    getAgent: build.query<T.AgentWithTag, string>({
      query: agent,
      transformResponse: (view: T.AgentView, meta) => ({ ...view, etag: meta?.response?.headers.get("ETag") ?? null }),
      providesTags: (_result, _error, name) => [{ type: "Agent", id: name }],
    }),
    getAgentVersions: build.query<T.Items<T.AgentView>, string>({
      query: (name) => `${agent(name)}/versions`,
      providesTags: (_result, _error, name) => [{ type: "Agent", id: name }],
    }),
    getAgentResults: build.infiniteQuery<T.Page<T.AgentResult>, string, Cursor>({
      infiniteQueryOptions: paging,
      query: ({ queryArg, pageParam }) => `${agent(queryArg)}/results${search({ cursor: pageParam })}`,
      providesTags: (_result, _error, name) => [{ type: "Agent", id: name }],
    }),
    /** Without an ETag this creates an agent, and the name must be free. */
    putAgent: build.mutation<T.AgentView, { name: string; etag?: string | null; draft: T.AgentDraft }>({
      query: ({ name, etag, draft }) => ({
        url: agent(name),
        method: "PUT",
        headers: etag ? { "If-Match": etag } : { "If-None-Match": "*" },
        body: draft,
      }),
      invalidatesTags: (_result, _error, { name }) => ["Agents", { type: "Agent", id: name }],
    }),
    enableAgent: build.mutation<T.AgentView, { name: string; enabled: boolean }>({
      query: ({ name, enabled }) => ({ url: agent(name), method: "PATCH", body: { enabled } }),
      invalidatesTags: (_result, _error, { name }) => ["Agents", { type: "Agent", id: name }],
    }),
    deleteAgent: build.mutation<void, string>({
      query: (name) => ({ url: agent(name), method: "DELETE" }),
      invalidatesTags: ["Agents"],
    }),

    // Models
    getModels: build.query<T.Models, void>({ query: () => "/models", providesTags: ["Models"] }),
    getPassports: build.query<T.Passport[], void>({
      query: () => "/models/passports",
      transformResponse: ({ items }: { items: T.Passport[] }) => items,
      providesTags: ["Models"],
    }),
    operateModel: build.mutation<T.Operation, { kind: Exclude<T.Operation["kind"], "test">; model: string }>({
      query: ({ kind, model }) => ({ url: `/models/${kind}`, method: "POST", body: { model } }),
      invalidatesTags: ["Operations"],
    }),
    testModel: build.mutation<T.Operation, { model: string } & T.TestForm>({
      query: (body) => ({ url: "/models/test", method: "POST", body }),
      invalidatesTags: ["Operations"],
    }),
    stopOperation: build.mutation<T.Operation, string>({
      query: (id) => ({ url: `/operations/${encodeURIComponent(id)}/stop`, method: "POST" }),
      invalidatesTags: ["Operations", "Models"],
    }),
    forgetRefusals: build.mutation<T.LeftOut, string>({
      query: (model) => ({ url: "/models/forget", method: "POST", body: { model } }),
      invalidatesTags: ["Models"],
    }),
    getOperations: build.query<T.Items<T.Operation>, void>({
      query: () => "/operations",
      providesTags: ["Operations"],
    }),
    getOperation: build.query<T.Operation, string>({
      query: (id) => `/operations/${encodeURIComponent(id)}`,
      providesTags: ["Operations"],
    }),

    // Settings, keys, audit
    getSettings: build.query<T.Settings, void>({ query: () => "/settings", providesTags: ["Settings"] }),
    changeSettings: build.mutation<T.Settings, T.SettingsChange>({
      query: (body) => ({ url: "/settings", method: "PATCH", body }),
      invalidatesTags: ["Settings"],
    }),
    getKeys: build.query<T.Items<T.Key>, void>({ query: () => "/keys", providesTags: ["Keys"] }),
    createKey: build.mutation<T.NewKey, T.KeyDraft>({
      query: (body) => ({ url: "/keys", method: "POST", body }),
      invalidatesTags: ["Keys"],
    }),
    revokeKey: build.mutation<void, string>({
      query: (key_id) => ({ url: `/keys/${encodeURIComponent(key_id)}`, method: "DELETE" }),
      invalidatesTags: ["Keys"],
    }),
    getAudit: build.infiniteQuery<T.Page<T.AuditEntry>, void, Cursor>({
      infiniteQueryOptions: paging,
      query: ({ pageParam }) => `/audit${search({ cursor: pageParam })}`,
      providesTags: ["Audit"],
    }),
    getAuditVerification: build.query<T.AuditVerification, void>({
      query: () => "/audit/verification",
      providesTags: ["Audit"],
    }),
    getRoles: build.query<T.Items<T.RoleView>, void>({ query: () => "/roles" }),
    getVersion: build.query<T.Version, void>({ query: () => "/version" }),
    getSchemas: build.query<T.Items<string>, void>({ query: () => "/schemas" }),
    getSchema: build.query<unknown, string>({ query: (name) => `/schemas/${encodeURIComponent(name)}` }),

    // Chat
    getConversations: build.infiniteQuery<T.Page<T.ConversationSummary>, void, Cursor>({
      infiniteQueryOptions: paging,
      query: ({ pageParam }) => `/conversations${search({ cursor: pageParam })}`,
      providesTags: ["Conversations"],
    }),
    startConversation: build.mutation<T.ConversationSummary, string>({
      query: (agent) => ({ url: "/conversations", method: "POST", body: { agent } }),
      invalidatesTags: ["Conversations"],
    }),
    getConversation: build.query<T.Conversation, string>({
      query: conversation,
      providesTags: (_result, _error, id) => [{ type: "Conversation", id }],
    }),
    say: build.mutation<T.ChatAnswer, { conversation_id: string; text: string; as_run?: boolean }>({
      query: ({ conversation_id, ...body }) => ({
        url: `${conversation(conversation_id)}/messages`,
        method: "POST",
        body,
      }),
      invalidatesTags: (_result, _error, { conversation_id }) => [
        { type: "Conversation", id: conversation_id },
        "Conversations",
      ],
    }),
  }),
});

type Parameter = string | number | readonly string[] | null | undefined;

/** A query string that leaves out empty values; a list repeats its name. */
export function search(parameters: Record<string, Parameter>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const item of [value ?? []].flat()) if (item !== "") query.append(name, String(item));
  }
  return query.size > 0 ? `?${query}` : "";
}

export const {
  useGetMeQuery, useSignInMutation, useSignOutMutation,
  useGetRunsInfiniteQuery, useEstimateRunMutation, useStartRunMutation, useUploadFileMutation, useGetRunQuery,
  useCancelRunMutation, useResumeRunMutation, useForkRunMutation, useSettleEffectMutation,
  useGetTaskQuery, useRetryTaskMutation, useGetCallsInfiniteQuery, useGetCallQuery,
  useGetTimelineQuery, useGetMessagesInfiniteQuery, useGetInputsQuery, useGetArtifactsQuery, useGetEventsInfiniteQuery,
  useGetApprovalsInfiniteQuery, useGetApprovalQuery, useAnswerApprovalMutation,
  useGetPacksQuery, useGetAgentsQuery, useGetAgentQuery, useGetAgentVersionsQuery, useGetAgentResultsInfiniteQuery,
  usePutAgentMutation, useEnableAgentMutation, useDeleteAgentMutation,
  useGetModelsQuery, useGetPassportsQuery, useOperateModelMutation, useTestModelMutation, useStopOperationMutation, useForgetRefusalsMutation, useGetOperationsQuery, useGetOperationQuery,
  useGetSettingsQuery, useChangeSettingsMutation, useGetKeysQuery, useCreateKeyMutation,
  useRevokeKeyMutation, useGetAuditInfiniteQuery, useGetAuditVerificationQuery,
  useGetRolesQuery, useGetVersionQuery, useGetSchemasQuery, useGetSchemaQuery,
  useGetConversationsInfiniteQuery, useStartConversationMutation, useGetConversationQuery,
  useSayMutation,
} = api;
