import GRDB

/// The archive's tables, and how an older archive gets them.
enum Schema {
    /// Marks an SQLite file as a leafwatch archive (`PRAGMA application_id`, "LfWa").
    static let applicationID = 0x4C66_5761

    /// Brings a database up to date; migrations are only ever added.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in try db.execute(sql: version1) }
        migrator.registerMigration("2") { db in try db.execute(sql: version2) }
        migrator.registerMigration("3") { db in
            try db.execute(sql: version3)
            try StoredEvent.fillSubjects(db)
        }
        migrator.registerMigration("4") { db in try db.execute(sql: version4) }
        // A mark: log events have other identities since.
        migrator.registerMigration("5") { _ in }
        return migrator
    }

    /// Whether an archive tells log events apart by identities that nothing new can be compared with.
    static func holdsOlderIdentities(_ db: Database) throws -> Bool {
        guard try !migrator.appliedIdentifiers(db).contains("5"), try db.tableExists("eventBlock") else {
            return false
        }
        return try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM eventBlock)") ?? false
    }

    /// Identities first: a log event is its source and id, a point its series and time, every other event its key. What has no
    /// identity (`untracked`) is held to the digest of the object it came in.
    private static let version1 = """
        CREATE TABLE logSource (
            id INTEGER PRIMARY KEY,
            owner TEXT NOT NULL,
            logGroup TEXT NOT NULL,
            logStream TEXT NOT NULL,
            duplicates INTEGER NOT NULL DEFAULT 0,
            UNIQUE (logGroup, logStream, owner)
        );
        -- Ids of the log events of a source, sorted, as ``EventIDBlock``; blocks of one source do not overlap.
        CREATE TABLE eventBlock (
            id INTEGER PRIMARY KEY,
            source INTEGER NOT NULL,
            first BLOB NOT NULL,
            last BLOB NOT NULL,
            count INTEGER NOT NULL,
            ids BLOB NOT NULL
        );
        CREATE INDEX eventBlockRange ON eventBlock (source, first, last, count);
        -- What the log events said, as far as it was understood; `object` is set for records without ids.
        CREATE TABLE logBlock (
            id INTEGER PRIMARY KEY,
            source INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            object TEXT,
            firstTime INTEGER NOT NULL,
            lastTime INTEGER NOT NULL,
            count INTEGER NOT NULL,
            records BLOB NOT NULL
        );
        CREATE INDEX logBlockSource ON logBlock (source, kind);
        -- Log events without ids, counted once for each object.
        CREATE TABLE untracked (
            object TEXT NOT NULL,
            source INTEGER NOT NULL,
            events INTEGER NOT NULL,
            PRIMARY KEY (object, source)
        ) WITHOUT ROWID;
        CREATE TABLE series (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            duplicates INTEGER NOT NULL DEFAULT 0
        );
        -- One UTC day of a series; the id is the series times 2^22 plus the days since 1970-01-01.
        CREATE TABLE seriesBlock (
            id INTEGER PRIMARY KEY,
            points INTEGER NOT NULL,
            revised INTEGER NOT NULL,
            firstTime INTEGER NOT NULL,
            lastTime INTEGER NOT NULL,
            data BLOB NOT NULL
        );
        CREATE TABLE event (
            kind TEXT NOT NULL,
            identity TEXT NOT NULL,
            time INTEGER NOT NULL,
            content TEXT NOT NULL,
            PRIMARY KEY (kind, identity)
        ) WITHOUT ROWID;
        CREATE INDEX eventTime ON event (kind, time);
        CREATE TABLE invocation (
            logGroup TEXT NOT NULL,
            logStream TEXT NOT NULL,
            requestID TEXT NOT NULL,
            time INTEGER NOT NULL,
            duration REAL,
            failed INTEGER,
            PRIMARY KEY (logGroup, logStream, requestID, time)
        ) WITHOUT ROWID;
        -- Input objects that were read to their end.
        CREATE TABLE object (
            digest TEXT PRIMARY KEY,
            report TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE counter (
            name TEXT PRIMARY KEY,
            value INTEGER NOT NULL
        ) WITHOUT ROWID;
        """

    /// How far a pull has come with each subject; milliseconds.
    private static let version2 = """
        CREATE TABLE collected (
            subject TEXT PRIMARY KEY,
            first INTEGER NOT NULL,
            through INTEGER NOT NULL
        ) WITHOUT ROWID;
        """

    /// Events know what they are about, so that one leaf's events are found among those of thousands.
    private static let version3 = """
        CREATE TABLE eventSubject (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            UNIQUE (kind, name)
        );
        ALTER TABLE event RENAME TO oldEvent;
        -- With row ids, because large rows in the order of their keys leave half of each page empty.
        CREATE TABLE event (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            identity TEXT NOT NULL,
            time INTEGER NOT NULL,
            content TEXT NOT NULL,
            subject INTEGER NOT NULL DEFAULT 0,
            UNIQUE (kind, identity)
        );
        INSERT INTO event (kind, identity, time, content)
            SELECT kind, identity, time, content FROM oldEvent ORDER BY kind, identity;
        DROP TABLE oldEvent;
        CREATE INDEX eventOfSubject ON event (subject, time);
        """

    /// Runs of functions share the names of their streams, which were most of what they took.
    private static let version4 = """
        CREATE TABLE functionStream (
            id INTEGER PRIMARY KEY,
            logGroup TEXT NOT NULL,
            logStream TEXT NOT NULL,
            UNIQUE (logGroup, logStream)
        );
        CREATE TABLE run (
            stream INTEGER NOT NULL,
            requestID TEXT NOT NULL,
            time INTEGER NOT NULL,
            duration REAL,
            failed INTEGER,
            PRIMARY KEY (stream, requestID, time)
        ) WITHOUT ROWID;
        INSERT INTO functionStream (logGroup, logStream)
            SELECT DISTINCT logGroup, logStream FROM invocation ORDER BY logGroup, logStream;
        INSERT INTO run (stream, requestID, time, duration, failed)
            SELECT id, requestID, time, duration, failed FROM invocation JOIN functionStream USING (logGroup, logStream);
        DROP TABLE invocation;
        CREATE VIEW invocation AS
            SELECT logGroup, logStream, requestID, time, duration, failed
            FROM functionStream JOIN run ON run.stream = functionStream.id;
        """
}
