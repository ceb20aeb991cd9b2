import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Provider } from "react-redux";
import { createBrowserRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import "./pages/settings/density";
import { ErrorBoundary } from "./components/ErrorBoundary";
import { routes } from "./routes";
import { createStore } from "./store";
import "./styles/tokens.css";
import "./styles/base.css";

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <ErrorBoundary>
      <Provider store={createStore()}>
        <RouterProvider router={createBrowserRouter(routes)} />
      </Provider>
    </ErrorBoundary>
  </StrictMode>,
);
