/** Small things that a page keeps on this device beside the queue, by name; they never travel. */
export interface Notes {
  read<T>(name: string): Promise<T | null>;
  /** Resolves when it is on the disk. */
  keep(name: string, value: unknown): Promise<void>;
}
