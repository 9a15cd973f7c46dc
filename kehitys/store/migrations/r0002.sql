-- The tables that the second revision makes anew, as they stood in it.

CREATE TABLE toolkit (
    id CHAR(32) NOT NULL,
    slug VARCHAR(80) DEFAULT '' NOT NULL,
    names TEXT NOT NULL,
    summaries TEXT NOT NULL,
    licence VARCHAR(40) DEFAULT '' NOT NULL,
    attribution VARCHAR(200) DEFAULT '' NOT NULL,
    toolkit_version INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    imported BOOLEAN DEFAULT 0 NOT NULL,
    CONSTRAINT pk_toolkit PRIMARY KEY (id),
    CONSTRAINT uq_toolkit_slug UNIQUE (slug)
);

CREATE TABLE method (
    id CHAR(32) NOT NULL,
    slug VARCHAR(80) DEFAULT '' NOT NULL,
    toolkit_id CHAR(32),
    minutes_min INTEGER,
    minutes_typical INTEGER,
    minutes_max INTEGER,
    people_min INTEGER NOT NULL,
    people_max INTEGER,
    ideal_min INTEGER,
    ideal_max INTEGER,
    unit INTEGER DEFAULT '1' NOT NULL,
    in_room BOOLEAN DEFAULT 1 NOT NULL,
    remote BOOLEAN DEFAULT 0 NOT NULL,
    hybrid BOOLEAN DEFAULT 0 NOT NULL,
    energy VARCHAR(30) NOT NULL CONSTRAINT ck_method_energy CHECK (energy IN ('low', 'medium', 'high')),
    safety VARCHAR(30) NOT NULL CONSTRAINT ck_method_safety CHECK (safety IN ('low', 'medium', 'high')),
    difficulty VARCHAR(30) NOT NULL CONSTRAINT ck_method_difficulty CHECK (difficulty IN ('easy', 'moderate', 'hard')),
    outcome VARCHAR(30) NOT NULL CONSTRAINT ck_method_outcome CHECK (outcome IN ('list', 'ranking', 'decision', 'agreement', 'experiment', 'insight', 'connection')),
    facilitators INTEGER DEFAULT '1' NOT NULL,
    metadata_language VARCHAR(10) DEFAULT '' NOT NULL,
    steps TEXT NOT NULL,
    materials TEXT,
    aliases TEXT NOT NULL,
    goes_before TEXT NOT NULL,
    goes_after TEXT NOT NULL,
    goes_beside TEXT DEFAULT '[]' NOT NULL,
    source TEXT NOT NULL,
    licence VARCHAR(40) DEFAULT '' NOT NULL,
    text_origin VARCHAR(20) DEFAULT '' NOT NULL,
    attribution VARCHAR(200) DEFAULT '' NOT NULL,
    trademark VARCHAR(200) DEFAULT '' NOT NULL,
    method_version INTEGER DEFAULT '1' NOT NULL,
    sha256 VARCHAR(64) DEFAULT '' NOT NULL,
    gone BOOLEAN DEFAULT 0 NOT NULL,
    origin_id CHAR(32),
    origin_version INTEGER,
    origin TEXT,
    formerly VARCHAR(60) DEFAULT '' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    CONSTRAINT pk_method PRIMARY KEY (id),
    CONSTRAINT uq_method_slug UNIQUE (slug),
    CONSTRAINT fk_method_toolkit_id_toolkit FOREIGN KEY(toolkit_id) REFERENCES toolkit (id)
);

CREATE INDEX ix_method_minutes_typical ON method (minutes_typical);

CREATE INDEX ix_method_toolkit_id ON method (toolkit_id);

CREATE TABLE method_listing (
    speak VARCHAR(10) NOT NULL,
    method_id CHAR(32) NOT NULL,
    lang VARCHAR(10) NOT NULL,
    name_sort VARCHAR(500) NOT NULL,
    minutes_min INTEGER,
    minutes_max INTEGER,
    people_min INTEGER NOT NULL,
    people_max INTEGER,
    in_room BOOLEAN NOT NULL,
    remote BOOLEAN NOT NULL,
    hybrid BOOLEAN NOT NULL,
    CONSTRAINT pk_method_listing PRIMARY KEY (speak, method_id)
);

CREATE INDEX ix_method_listing_speak_name_sort ON method_listing (speak, name_sort, method_id);

CREATE TABLE block_rating (
    id CHAR(32) NOT NULL,
    run_block_id CHAR(32) NOT NULL,
    went VARCHAR(30) NOT NULL CONSTRAINT ck_block_rating_went CHECK (went IN ('well', 'so_so', 'badly')),
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    CONSTRAINT pk_block_rating PRIMARY KEY (id),
    CONSTRAINT uq_block_rating_run_block_id UNIQUE (run_block_id),
    CONSTRAINT fk_block_rating_run_block_id_run_block FOREIGN KEY(run_block_id) REFERENCES run_block (id)
);

CREATE TABLE search_word (
    token VARCHAR(500) NOT NULL,
    CONSTRAINT pk_search_word PRIMARY KEY (token)
) WITHOUT ROWID;

CREATE TABLE search_form (
    form VARCHAR(500) NOT NULL,
    token VARCHAR(500) NOT NULL,
    CONSTRAINT pk_search_form PRIMARY KEY (form, token)
) WITHOUT ROWID;
