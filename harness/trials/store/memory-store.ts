import type { MemberResult, Request } from '../../statement/gate';
import type { Agreement, AgreementKey, Store } from './store';
import { Unit, Units } from './unit';

/** Remembers as long as it lives. */
export class MemoryStore implements Store {
  private readonly streams = new Map<string, Units>();
  private readonly agreements = new Map<string, Agreement>();

  unit(stream: string, index: number): Unit {
    const units = this.streams.get(stream) ?? new Units();
    this.streams.set(stream, units);
    const unit = new Unit(units, index);
    if (units.asked.has(index)) return unit;
    units.asked.set(index);
    this.begin(unit, stream, index);
    return unit;
  }

  ready(): void {}

  /** What is known of a unit, if anything is. */
  peek(stream: string, index: number): Unit | undefined {
    const units = this.streams.get(stream);
    return units?.asked.has(index) ? new Unit(units, index) : undefined;
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
  protected begin(_unit: Unit, _stream: string, _index: number): void {}
}

const nameOf = ({ key, index, horizon, length }: AgreementKey): string => [key, index, horizon, length].join('/');
