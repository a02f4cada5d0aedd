"""The SQL that brings a clinic file from each version to the next: how the tables came to be."""

from __future__ import annotations

from typing import Final

_V1 = """
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE patients (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    born TEXT,
    sex TEXT NOT NULL,
    number TEXT NOT NULL,
    body TEXT NOT NULL,
    allergies TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX patients_name ON patients (name);

CREATE TABLE sessions (
    id BLOB PRIMARY KEY,
    patient BLOB NOT NULL REFERENCES patients (id),
    date TEXT NOT NULL,
    body TEXT NOT NULL,
    atlas TEXT NOT NULL,
    started TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'signed')),
    signed TEXT,
    indication TEXT NOT NULL,
    note TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_patient ON sessions (patient, date, started);

CREATE TABLE syringes (
    session BLOB NOT NULL REFERENCES sessions (id),
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    mixture TEXT NOT NULL,
    drawn_ul INTEGER NOT NULL CHECK (drawn_ul >= 0),
    mg_per_ml REAL,
    technique TEXT NOT NULL,
    depth_mm REAL,
    layer TEXT NOT NULL,
    volume_ul INTEGER NOT NULL CHECK (volume_ul >= 0),
    angle_deg REAL NOT NULL,
    radius_mm REAL,
    PRIMARY KEY (session, id)
) WITHOUT ROWID;

CREATE TABLE injections (
    session BLOB NOT NULL REFERENCES sessions (id),
    id BLOB NOT NULL,
    needle_order INTEGER NOT NULL,
    face INTEGER,
    s REAL,
    t REAL,
    chart TEXT,
    x_mm REAL,
    y_mm REAL,
    region TEXT,
    side TEXT,
    syringe BLOB NOT NULL,
    technique TEXT NOT NULL,
    volume_ul INTEGER NOT NULL CHECK (volume_ul >= 0),
    depth_mm REAL,
    layer TEXT NOT NULL,
    angle_deg REAL NOT NULL,
    radius_mm REAL,
    status TEXT NOT NULL CHECK (status IN ('planned', 'given', 'skipped')),
    given_at TEXT,
    given_by TEXT NOT NULL,
    given_how TEXT CHECK (given_how IN ('each', 'bulk', 'afterwards')),
    plan TEXT,
    PRIMARY KEY (session, id),
    FOREIGN KEY (session, syringe) REFERENCES syringes (session, id),
    CHECK ((face IS NULL) <> (chart IS NULL))
) WITHOUT ROWID;

CREATE TABLE log (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('commit', 'undo', 'redo')),
    label TEXT NOT NULL,
    patient BLOB,
    session BLOB,
    salt BLOB,
    payload BLOB,
    digest TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX log_patient ON log (patient);
"""

_V2 = """
CREATE TABLE calibrations (
    id BLOB PRIMARY KEY,
    patient BLOB NOT NULL REFERENCES patients (id),
    measured TEXT NOT NULL,
    measurements TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX calibrations_patient ON calibrations (patient, measured);

ALTER TABLE sessions ADD COLUMN calibration BLOB REFERENCES calibrations (id);
"""

_V3 = """
ALTER TABLE sessions ADD COLUMN mode TEXT NOT NULL DEFAULT 'plan'
    CHECK (mode IN ('plan', 'record'));
ALTER TABLE sessions ADD COLUMN treated_from TEXT;
ALTER TABLE sessions ADD COLUMN treated_until TEXT;
ALTER TABLE sessions ADD COLUMN stopped_because TEXT NOT NULL DEFAULT '';

ALTER TABLE syringes ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE syringes ADD COLUMN needle BLOB;
ALTER TABLE syringes ADD COLUMN mark TEXT;
ALTER TABLE syringes ADD COLUMN ul_per_mm REAL NOT NULL DEFAULT 10.0;
UPDATE syringes SET position = (
    SELECT count(*) FROM syringes AS other
    WHERE other.session = syringes.session
        AND (other.name < syringes.name OR (other.name = syringes.name AND other.id < syringes.id))
);

ALTER TABLE injections ADD COLUMN path TEXT;
ALTER TABLE injections ADD COLUMN lattice BLOB;
ALTER TABLE injections ADD COLUMN reason TEXT NOT NULL DEFAULT '';

CREATE TABLE areas (
    session BLOB NOT NULL REFERENCES sessions (id),
    id BLOB NOT NULL,
    syringe BLOB NOT NULL,
    region TEXT,
    side TEXT,
    volume_ul INTEGER NOT NULL CHECK (volume_ul >= 0),
    status TEXT NOT NULL CHECK (status IN ('planned', 'given', 'skipped')),
    content TEXT NOT NULL,
    PRIMARY KEY (session, id),
    FOREIGN KEY (session, syringe) REFERENCES syringes (session, id)
) WITHOUT ROWID;

CREATE TABLE lattices (
    session BLOB NOT NULL REFERENCES sessions (id),
    id BLOB NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (session, id)
) WITHOUT ROWID;

CREATE TABLE notes (
    session BLOB NOT NULL REFERENCES sessions (id),
    id BLOB NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (session, id)
) WITHOUT ROWID;

CREATE TABLE lesions (
    id BLOB PRIMARY KEY,
    patient BLOB NOT NULL REFERENCES patients (id),
    content TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX lesions_patient ON lesions (patient);

CREATE TABLE needles (
    id BLOB PRIMARY KEY,
    content TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE attachments (
    id BLOB PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    media TEXT NOT NULL,
    content BLOB NOT NULL
);

CREATE TABLE pictures (
    id BLOB PRIMARY KEY,
    attachment BLOB NOT NULL REFERENCES attachments (id),
    content TEXT NOT NULL
) WITHOUT ROWID;
"""

_V4 = """
ALTER TABLE patients ADD COLUMN phototype INTEGER;
ALTER TABLE patients ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE patients ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE patients ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE patients ADD COLUMN conditions TEXT NOT NULL DEFAULT '';
ALTER TABLE patients ADD COLUMN medicines TEXT NOT NULL DEFAULT '';
ALTER TABLE patients ADD COLUMN weight_kg REAL;
ALTER TABLE patients ADD COLUMN weighed TEXT;
ALTER TABLE patients ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE patients ADD COLUMN merged_into BLOB REFERENCES patients (id);
ALTER TABLE patients ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
ALTER TABLE patients ADD COLUMN searchable TEXT NOT NULL DEFAULT '';
UPDATE patients SET sort_name = folded(name), searchable = searchable(name, number, born);
DROP INDEX patients_name;
CREATE INDEX patients_sorted ON patients (sort_name, id);
CREATE INDEX patients_merged ON patients (merged_into);

ALTER TABLE sessions ADD COLUMN course BLOB;
ALTER TABLE sessions ADD COLUMN protocol BLOB;
ALTER TABLE sessions ADD COLUMN performer BLOB;
ALTER TABLE sessions ADD COLUMN prescriber BLOB;
ALTER TABLE sessions ADD COLUMN response TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN signed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN signed_for TEXT NOT NULL DEFAULT '';
CREATE INDEX sessions_date ON sessions (date, started);
CREATE INDEX sessions_status ON sessions (status, date);

ALTER TABLE syringes ADD COLUMN parts TEXT;

CREATE TABLE products (id BLOB PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE lots (
    id BLOB PRIMARY KEY,
    product BLOB NOT NULL REFERENCES products (id),
    folded TEXT NOT NULL,
    content TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX lots_folded ON lots (folded);
CREATE INDEX lots_product ON lots (product);
CREATE TABLE mixtures (id BLOB PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE devices (id BLOB PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE protocols (id BLOB PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE people (id BLOB PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE clinic (id BLOB PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE draws (
    session BLOB NOT NULL REFERENCES sessions (id),
    id BLOB NOT NULL,
    syringe BLOB NOT NULL,
    product BLOB NOT NULL REFERENCES products (id),
    lot BLOB REFERENCES lots (id),
    lots TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (session, id),
    FOREIGN KEY (session, syringe) REFERENCES syringes (session, id)
) WITHOUT ROWID;
CREATE INDEX draws_lot ON draws (lot);
CREATE INDEX draws_lots ON draws (lots) WHERE lots <> '';
CREATE TABLE device_uses (
    session BLOB NOT NULL REFERENCES sessions (id),
    id BLOB NOT NULL,
    device BLOB NOT NULL REFERENCES devices (id),
    lots TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (session, id)
) WITHOUT ROWID;
CREATE INDEX device_uses_lots ON device_uses (lots) WHERE lots <> '';
CREATE TABLE questionnaires (
    session BLOB NOT NULL REFERENCES sessions (id),
    id BLOB NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (session, id)
) WITHOUT ROWID;
CREATE TABLE preparations (
    session BLOB NOT NULL REFERENCES sessions (id),
    id BLOB NOT NULL,
    lots TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (session, id)
) WITHOUT ROWID;
CREATE INDEX preparations_lots ON preparations (lots) WHERE lots <> '';
CREATE TABLE remark_answers (
    session BLOB NOT NULL REFERENCES sessions (id),
    id BLOB NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (session, id)
) WITHOUT ROWID;

CREATE TABLE reactions (
    session BLOB NOT NULL REFERENCES sessions (id),
    id BLOB NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (session, id)
) WITHOUT ROWID;
CREATE TABLE follow_ups (
    session BLOB NOT NULL REFERENCES sessions (id),
    id BLOB NOT NULL,
    point TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (session, id)
) WITHOUT ROWID;
CREATE TABLE photographs (
    session BLOB NOT NULL REFERENCES sessions (id),
    id BLOB NOT NULL,
    attachment BLOB NOT NULL REFERENCES attachments (id),
    content TEXT NOT NULL,
    PRIMARY KEY (session, id)
) WITHOUT ROWID;
CREATE TABLE addenda (
    session BLOB NOT NULL REFERENCES sessions (id),
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (session, id)
) WITHOUT ROWID;

CREATE TABLE courses (
    id BLOB PRIMARY KEY,
    patient BLOB NOT NULL REFERENCES patients (id),
    content TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX courses_patient ON courses (patient);
CREATE TABLE consents (
    id BLOB PRIMARY KEY,
    patient BLOB NOT NULL REFERENCES patients (id),
    content TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX consents_patient ON consents (patient);

CREATE TABLE log_with_erasures (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('commit', 'undo', 'redo', 'erase')),
    label TEXT NOT NULL,
    patient BLOB,
    session BLOB,
    salt BLOB,
    payload BLOB,
    digest TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO log_with_erasures SELECT * FROM log;
DROP TABLE log;
ALTER TABLE log_with_erasures RENAME TO log;
CREATE INDEX log_patient ON log (patient);
CREATE INDEX log_session ON log (session)
"""

_V5 = """
CREATE TABLE credentials (id BLOB PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE seals (
    session BLOB PRIMARY KEY,
    seq INTEGER NOT NULL,
    previous TEXT NOT NULL,
    seal TEXT NOT NULL
) WITHOUT ROWID;
INSERT OR REPLACE INTO meta SELECT 'sealed_from', coalesce(max(seq), 0) + 1 FROM log;

CREATE TABLE log_with_events (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('commit', 'undo', 'redo', 'erase', 'event')),
    label TEXT NOT NULL,
    patient BLOB,
    session BLOB,
    salt BLOB,
    payload BLOB,
    digest TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO log_with_events SELECT * FROM log;
DROP TABLE log;
ALTER TABLE log_with_events RENAME TO log;
CREATE INDEX log_patient ON log (patient);
CREATE INDEX log_session ON log (session);
CREATE INDEX log_at ON log (at);
CREATE INDEX log_actor ON log (actor);
CREATE INDEX log_label ON log (kind, label)
"""

MIGRATIONS: Final[tuple[str, ...]] = (_V1, _V2, _V3, _V4, _V5)
"""One script a version; a file at version n has had the first n. Only ever append."""
