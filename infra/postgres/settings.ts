export interface ServerSettings {
  readonly port: number;
  readonly maxConnections: number;
  /** Off only where data is thrown away anyway (tests); a crash of the process alone loses nothing either way. */
  readonly fsync: boolean;
}

/**
 * postgresql.conf of the embedded server: durable, small, and quiet while idle. No replication, so the write-ahead log holds only what
 * crash recovery needs; reads by the backend itself (`io_method`) save three idle worker processes.
 */
export function postgresConf({ port, maxConnections, fsync }: ServerSettings): string {
  const settings: Record<string, string | number> = {
    listen_addresses: `'127.0.0.1'`,
    unix_socket_directories: `''`,
    port,
    max_connections: maxConnections,
    password_encryption: 'scram-sha-256',
    shared_buffers: '96MB',
    fsync: fsync ? 'on' : 'off',
    synchronous_commit: fsync ? 'on' : 'off',
    full_page_writes: fsync ? 'on' : 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_wal_size: '512MB',
    min_wal_size: '64MB',
    checkpoint_timeout: '15min',
    wal_writer_delay: '500ms',
    bgwriter_delay: '1s',
    autovacuum_naptime: '1min',
    autovacuum_max_workers: 2,
    autovacuum_worker_slots: 2,
    io_method: 'sync',
    max_worker_processes: 2,
    max_logical_replication_workers: 0,
    max_parallel_workers_per_gather: 0,
    jit: 'off',
    timezone: `'UTC'`,
    log_timezone: `'UTC'`,
    lc_messages: `'C'`,
    log_line_prefix: `'%m [%p] %q%a %d '`,
    log_min_duration_statement: '1s',
    log_checkpoints: 'off',
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}

/** pg_hba.conf: this machine only, every role by password. */
export const hbaConf = 'host all all 127.0.0.1/32 scram-sha-256\n';
