import { Component, type ReactNode } from 'react';
import { ErrorPanel } from '../ui/panels/states.tsx';

type Props = { children: ReactNode };

/** Shows an error in place of a screen that fails to render; navigation and a running import continue. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error ? <ErrorPanel error={error} onRetry={() => this.setState({ error: null })} /> : this.props.children;
  }
}
