import { Component, type ReactNode } from 'react';
import { Failed } from '../components/answered.tsx';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

/** A page that breaks says so, and can be tried again; what stands around it stays. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError = () => ({ broken: true });

  override render() {
    if (!this.state.broken) return this.props.children;
    return <Failed failure={{ kind: 'failed' }} retry={() => location.reload()} />;
  }
}
