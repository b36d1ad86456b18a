import { Component, type ReactNode } from 'react';
import { ErrorPanel } from '../ui/panels/states.tsx';

type Props = { children: ReactNode };

/** A screen that cannot be drawn says so in its place; navigation and the running import go on. */
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
