/** The icons: 16 px, drawn with one stroke, decorative unless named. */
const PATHS = {
  home: "M2.5 7.5 8 3l5.5 4.5M4 6.5V13h8V6.5M6.75 13V9.5h2.5V13",
  runs: "M3 4h10M3 8h7M3 12h4.5M12 10l2 2-2 2",
  inbox: "M2.5 9 4.5 3.5h7L13.5 9v3.5h-11V9ZM2.5 9H6a2 2 0 0 0 4 0h3.5",
  chat: "M3 3.5h10v7H8L5 13v-2.5H3v-7Z",
  agents: "M5.5 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM2 13c0-2 1.5-3.5 3.5-3.5S9 11 9 13M10.5 7a1.75 1.75 0 1 0 0-3.5M11 9.5c1.75.25 3 1.5 3 3.5",
  models: "M8 2.5 13.5 5 8 7.5 2.5 5 8 2.5ZM2.5 8 8 10.5 13.5 8M2.5 11 8 13.5 13.5 11",
  settings: "M2.5 4.5h5M10.5 4.5h3M2.5 11.5h3M8.5 11.5h5M9 6a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM7 13a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  plus: "M8 3v10M3 8h10",
  close: "m4 4 8 8M12 4l-8 8",
  check: "m3 8.5 3.25 3.25L13 5",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.5 10.5l3 3",
  attach: "m13 7.5-5.2 5.2a3 3 0 0 1-4.3-4.2l5.4-5.4a2 2 0 0 1 2.9 2.8L6.5 11.2a1 1 0 0 1-1.4-1.4L10 5",
  file: "M4 2.5h5L12 5.5v8H4v-11ZM9 2.5v3h3",
  folder: "M2.5 4h4L8 5.5h5.5v7h-11V4Z",
  download: "M8 2.5v7M5 7l3 3 3-3M3 13h10",
  copy: "M6 6h7v7H6V6ZM10 6V3H3v7h3",
  edit: "m3 13 .5-2.5 7-7 2 2-7 7L3 13ZM9.5 4.5l2 2",
  trash: "M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5 5 13h6l.5-8.5M7 7v3.5M9 7v3.5",
  chevronDown: "m4 6 4 4 4-4",
  chevronRight: "m6 4 4 4-4 4",
  chevronLeft: "m10 4-4 4 4 4",
  arrowRight: "M3 8h10M9 4l4 4-4 4",
  external: "M9 3h4v4M13 3 7.5 8.5M6.5 4H3v9h9V9.5",
  sun: "M8 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M12.6 3.4l-1.1 1.1M4.5 11.5l-1.1 1.1",
  moon: "M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5Z",
  system: "M2.5 3h11v7.5h-11V3ZM6 13.5h4M8 10.5v3",
  keyboard: "M1.5 4.5h13v7h-13v-7ZM4 7h.01M6.67 7h.01M9.33 7h.01M12 7h.01M5 9.25h6",
  signOut: "M6.5 3H3v10h3.5M6.5 8h7M10.5 5l3 3-3 3",
  refresh: "M13 4v3h-3M3 12V9h3M12.5 7A5 5 0 0 0 4 4.8L3 6M3.5 9a5 5 0 0 0 8.5 2.2l1-1.2",
  play: "M5 3.5v9l7.5-4.5L5 3.5Z",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  stop: "M4 4h8v8H4V4Z",
  fork: "M4.5 5.5v5M4.5 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM4.5 13.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM11.5 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM11.5 5.5c0 2.5-2 3-4 3s-3 .8-3 2",
  clock: "M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM8 5v3l2 1.5",
  info: "M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM8 7.5V11M8 5.25h.01",
  warning: "M8 2.5 14 13H2L8 2.5ZM8 6.5v3M8 11.25h.01",
  key: "M5.5 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM7.7 7.8 13 2.5M11 4.5l1.5 1.5M9.2 6.3l1 1",
  tool: "M9.5 6.5a3 3 0 0 1 3.8-3.8l-1.8 1.8v1.5H13l1.2-1.2A3 3 0 0 1 10 8.5L5.2 13.3a1.4 1.4 0 0 1-2-2L8 6.5",
  filter: "M2.5 4h11M4.5 8h7M6.5 12h3",
  budget: "M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM8 4.75v6.5M9.75 6.25c-.4-.6-1-.75-1.75-.75-1 0-1.75.45-1.75 1.25S7 7.85 8 8s1.75.45 1.75 1.25S9 10.5 8 10.5c-.8 0-1.4-.2-1.75-.8",
  accepted: "M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM5.5 8.25 7.25 10l3.25-3.75",
  corroborated: "M6.25 12a4 4 0 1 1 0-8 4 4 0 0 1 0 8ZM9.75 12a4 4 0 1 1 0-8 4 4 0 0 1 0 8Z",
  unproven: "M6.2 2.8a5.5 5.5 0 0 1 3.6 0M12.2 4.5a5.5 5.5 0 0 1 1.2 3.3M12.6 11a5.5 5.5 0 0 1-2.8 2.2M6.2 13.2A5.5 5.5 0 0 1 3.4 11M2.6 7.8a5.5 5.5 0 0 1 1.2-3.3M6.5 6.5c.1-.9.7-1.4 1.5-1.4.9 0 1.5.5 1.5 1.3 0 1.2-1.5 1.2-1.5 2.4M8 10.9h.01",
  failed: "M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM6 6l4 4M10 6l-4 4",
  cancelled: "M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM4.2 11.8l7.6-7.6",
  running: "M8 2.5a5.5 5.5 0 1 1-5.5 5.5",
  waiting: "M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM8 5v3.5M8 10.9h.01",
  interrupted: "M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM6.75 6v4M9.25 6v4",
  queued: "M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM8 8h.01M5.5 8h.01M10.5 8h.01",
  stepBack: "M11 3.5v9L5 8l6-4.5ZM4 4v8",
  stepForward: "M5 3.5v9L11 8 5 3.5ZM12 4v8",
  toNow: "M3 4l4 4-4 4M8 4l4 4-4 4M13.5 4v8",
  minus: "M3 8h10",
  fit: "M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3",
  graph: "M2 6h3.5v4H2V6ZM10.5 2.5H14v4h-3.5v-4ZM10.5 9.5H14v4h-3.5v-4ZM5.5 8H8M8 8c0-2.5.5-3.5 2.5-3.5M8 8c0 2.5.5 3.5 2.5 3.5",
  list: "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01",
  link: "M6.8 9.2a2.5 2.5 0 0 0 3.6 0l2.1-2.1A2.5 2.5 0 0 0 9 3.5L8 4.5M9.2 6.8a2.5 2.5 0 0 0-3.6 0L3.5 8.9A2.5 2.5 0 0 0 7 12.5l1-1",
  compare: "M2.5 3.5h4v9h-4v-9ZM9.5 3.5h4v9h-4v-9",
  lost: "M2 6a9 9 0 0 1 12 0M4.2 8.6a5.5 5.5 0 0 1 7.6 0M8 12h.01M3 13.5l10-11",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16, label, className }: {
  name: IconName;
  size?: number;
  /** Only where no text next to it says the same. */
  label?: string;
  className?: string;
}) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 2.25 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      focusable="false"
      style={{ flex: "none" }}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
