import type { MemberResult, Request } from '../../statement/gate';
import type { Agreement, AgreementKey, Store } from './store';
import { Unit } from './unit';

/** Remembers as long as it lives. */
export class MemoryStore implements Store {
  private readonly units = new Map<string, Map<number, Unit>>();
  private readonly agreements = new Map<string, Agreement>();

  unit(stream: string, index: number): Unit {
    const units = this.units.get(stream) ?? new Map<number, Unit>();
    this.units.set(stream, units);
    const unit = units.get(index) ?? this.fresh(stream, index);
    units.set(index, unit);
    return unit;
  }

  ready(): void {}

  /** What is known of a unit, if anything is. */
  peek(stream: string, index: number): Unit | undefined {
    return this.units.get(stream)?.get(index);
  }

  add(stream: string, index: number, engine: string, requests: readonly Request[], members: readonly MemberResult[]) {
    this.unit(stream, index).add(engine, requests, members);
  }

  pass(stream: string, index: number, names: readonly string[]): void {
    this.unit(stream, index).pass(names);
  }

  agreement(of: AgreementKey): Agreement | undefined {
    return this.agreements.get(nameOf(of));
  }

  agree(of: AgreementKey, agreement: Agreement): void {
    this.agreements.set(nameOf(of), agreement);
  }

  /** A unit that is asked for the first time. */
  protected fresh(_stream: string, _index: number): Unit {
    return new Unit();
  }
}

const nameOf = ({ key, index, horizon, length }: AgreementKey): string => [key, index, horizon, length].join('/');
