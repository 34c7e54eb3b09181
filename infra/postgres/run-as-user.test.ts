import { postgresUser, userIn } from './run-as-user';

const passwd = 'root:x:0:0:root:/root:/bin/bash\npostgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash\n';

describe('the user PostgreSQL runs as', () => {
  test('is found by its whole name', () => {
    expect(userIn(passwd, 'postgres')).toEqual({ uid: 101, gid: 104 });
    expect(userIn(passwd, 'post')).toBeUndefined();
  });

  test('is the caller, unless the caller is root', () => {
    expect(postgresUser(false)).toBeUndefined();
  });
});
