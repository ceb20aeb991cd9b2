import { IconButton } from "@/components/Button";
import { nextTheme, setTheme, useTheme } from "./theme";

const ICONS = { system: "system", light: "sun", dark: "moon" } as const;

export function ThemeToggle() {
  const theme = useTheme();
  return (
    <IconButton
      icon={ICONS[theme]}
      label={`Theme: ${theme}`}
      size="sm"
      onClick={() => setTheme(nextTheme(theme))}
    />
  );
}
