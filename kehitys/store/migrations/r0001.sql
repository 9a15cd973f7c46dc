-- Every table and index of the first revision, as it stood.

CREATE TABLE measure (
    id CHAR(32) NOT NULL,
    name VARCHAR(200) DEFAULT '' NOT NULL,
    unit VARCHAR(40) DEFAULT '' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    CONSTRAINT pk_measure PRIMARY KEY (id)
);

CREATE TABLE step (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id CHAR(32) NOT NULL,
    at DATETIME NOT NULL,
    person_id CHAR(32),
    device VARCHAR(40) DEFAULT '' NOT NULL,
    label VARCHAR(200) NOT NULL,
    label_rows TEXT NOT NULL,
    tables TEXT NOT NULL,
    run_key VARCHAR(120) DEFAULT '' NOT NULL,
    run_of CHAR(32),
    undoes CHAR(32),
    final BOOLEAN DEFAULT 0 NOT NULL,
    CONSTRAINT uq_step_id UNIQUE (id)
);

CREATE TABLE edit (
    step_id CHAR(32) NOT NULL,
    n INTEGER NOT NULL,
    table_name VARCHAR(60) NOT NULL,
    row_id CHAR(32) NOT NULL,
    "before" TEXT,
    "after" TEXT,
    CONSTRAINT pk_edit PRIMARY KEY (step_id, n)
);

CREATE TABLE edit_person (
    step_id CHAR(32) NOT NULL,
    n INTEGER NOT NULL,
    person_id CHAR(32) NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    CONSTRAINT pk_edit_person PRIMARY KEY (step_id, n)
);

CREATE TABLE erased (
    person_id CHAR(32) NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_erased PRIMARY KEY (person_id)
);

CREATE TABLE draft (
    id CHAR(32) NOT NULL,
    person_id CHAR(32),
    place VARCHAR(120) NOT NULL,
    text VARCHAR NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (id),
    CONSTRAINT uq_draft_place UNIQUE (place)
);

CREATE TABLE setting (
    name VARCHAR(60) NOT NULL,
    value VARCHAR(400) NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY (name)
);

CREATE TABLE toolkit (
    id CHAR(32) NOT NULL,
    slug VARCHAR(80) DEFAULT '' NOT NULL,
    names TEXT NOT NULL,
    summaries TEXT NOT NULL,
    licence VARCHAR(40) DEFAULT '' NOT NULL,
    attribution VARCHAR(200) DEFAULT '' NOT NULL,
    toolkit_version INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    CONSTRAINT pk_toolkit PRIMARY KEY (id),
    CONSTRAINT uq_toolkit_slug UNIQUE (slug)
);

CREATE TABLE method_listing (
    speak VARCHAR(10) NOT NULL,
    method_id CHAR(32) NOT NULL,
    lang VARCHAR(10) NOT NULL,
    name_sort VARCHAR(500) NOT NULL,
    minutes_min INTEGER NOT NULL,
    minutes_max INTEGER NOT NULL,
    people_min INTEGER NOT NULL,
    people_max INTEGER,
    in_room BOOLEAN NOT NULL,
    remote BOOLEAN NOT NULL,
    hybrid BOOLEAN NOT NULL,
    CONSTRAINT pk_method_listing PRIMARY KEY (speak, method_id)
);

CREATE TABLE term (
    id CHAR(32) NOT NULL,
    kind VARCHAR(30) NOT NULL CONSTRAINT ck_term_kind CHECK (kind IN ('purpose', 'phase', 'theme', 'aim', 'strategy')),
    code VARCHAR(40) DEFAULT '' NOT NULL,
    names TEXT NOT NULL,
    CONSTRAINT pk_term PRIMARY KEY (id),
    CONSTRAINT uq_term_kind_code UNIQUE (kind, code)
);

CREATE TABLE template (
    id CHAR(32) NOT NULL,
    slug VARCHAR(80) DEFAULT '' NOT NULL,
    names TEXT NOT NULL,
    summaries TEXT NOT NULL,
    goals TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    people_min INTEGER NOT NULL,
    people_max INTEGER,
    mode TEXT NOT NULL,
    blocks TEXT NOT NULL,
    n INTEGER NOT NULL,
    sha256 VARCHAR(64) DEFAULT '' NOT NULL,
    CONSTRAINT pk_template PRIMARY KEY (id),
    CONSTRAINT uq_template_slug UNIQUE (slug)
);

CREATE TABLE organisation (
    id CHAR(32) NOT NULL,
    names TEXT NOT NULL,
    kind VARCHAR(30) NOT NULL CONSTRAINT ck_organisation_kind CHECK (kind IN ('municipality', 'joint', 'vendor', 'partner', 'funder')),
    starts DATE,
    ends DATE,
    CONSTRAINT pk_organisation PRIMARY KEY (id)
);

CREATE TABLE skill (
    id CHAR(32) NOT NULL,
    slug VARCHAR(80) DEFAULT '' NOT NULL,
    "group" VARCHAR(40) DEFAULT '' NOT NULL,
    names TEXT NOT NULL,
    CONSTRAINT pk_skill PRIMARY KEY (id),
    CONSTRAINT uq_skill_slug UNIQUE (slug)
);

CREATE TABLE search (
    rowid INTEGER NOT NULL,
    kind VARCHAR(30) NOT NULL,
    row_id CHAR(32) NOT NULL,
    lang VARCHAR(10) DEFAULT '' NOT NULL,
    name_sort VARCHAR(500) DEFAULT '' NOT NULL,
    CONSTRAINT pk_search PRIMARY KEY (rowid)
);

CREATE TABLE synonym (
    word VARCHAR(80) NOT NULL,
    means VARCHAR(80) NOT NULL,
    CONSTRAINT pk_synonym PRIMARY KEY (word, means)
);

CREATE TABLE point (
    id CHAR(32) NOT NULL,
    measure_id CHAR(32) NOT NULL,
    "on" DATE NOT NULL,
    value_milli INTEGER NOT NULL,
    note VARCHAR(300) DEFAULT '' NOT NULL,
    CONSTRAINT pk_point PRIMARY KEY (id),
    CONSTRAINT uq_point_measure_id_on UNIQUE (measure_id, "on"),
    CONSTRAINT fk_point_measure_id_measure FOREIGN KEY(measure_id) REFERENCES measure (id)
);

CREATE TABLE method (
    id CHAR(32) NOT NULL,
    slug VARCHAR(80) DEFAULT '' NOT NULL,
    toolkit_id CHAR(32),
    minutes_min INTEGER NOT NULL,
    minutes_typical INTEGER NOT NULL,
    minutes_max INTEGER NOT NULL,
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
    materials TEXT NOT NULL,
    aliases TEXT NOT NULL,
    goes_before TEXT NOT NULL,
    goes_after TEXT NOT NULL,
    source TEXT NOT NULL,
    licence VARCHAR(40) DEFAULT '' NOT NULL,
    text_origin VARCHAR(20) DEFAULT '' NOT NULL,
    attribution VARCHAR(200) DEFAULT '' NOT NULL,
    trademark VARCHAR(200) DEFAULT '' NOT NULL,
    method_version INTEGER DEFAULT '1' NOT NULL,
    sha256 VARCHAR(64) DEFAULT '' NOT NULL,
    gone BOOLEAN DEFAULT 0 NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    CONSTRAINT pk_method PRIMARY KEY (id),
    CONSTRAINT uq_method_slug UNIQUE (slug),
    CONSTRAINT fk_method_toolkit_id_toolkit FOREIGN KEY(toolkit_id) REFERENCES toolkit (id)
);

CREATE TABLE tagged (
    id CHAR(32) NOT NULL,
    term_id CHAR(32) NOT NULL,
    table_name VARCHAR(60) NOT NULL,
    row_id CHAR(32) NOT NULL,
    CONSTRAINT pk_tagged PRIMARY KEY (id),
    CONSTRAINT uq_tagged_row_id_term_id UNIQUE (row_id, term_id),
    CONSTRAINT fk_tagged_term_id_term FOREIGN KEY(term_id) REFERENCES term (id)
);

CREATE TABLE unit (
    id CHAR(32) NOT NULL,
    organisation_id CHAR(32),
    names TEXT NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    CONSTRAINT pk_unit PRIMARY KEY (id),
    CONSTRAINT fk_unit_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id)
);

CREATE TABLE project (
    id CHAR(32) NOT NULL,
    name VARCHAR(200) DEFAULT '' NOT NULL,
    names TEXT NOT NULL,
    funder_id CHAR(32),
    problem VARCHAR(500) DEFAULT '' NOT NULL,
    starts DATE,
    ends DATE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    CONSTRAINT pk_project PRIMARY KEY (id),
    CONSTRAINT fk_project_funder_id_organisation FOREIGN KEY(funder_id) REFERENCES organisation (id)
);

CREATE TABLE method_edition (
    id CHAR(32) NOT NULL,
    method_id CHAR(32) NOT NULL,
    lang VARCHAR(10) DEFAULT '' NOT NULL,
    name VARCHAR(200) DEFAULT '' NOT NULL,
    name_sort VARCHAR(500) DEFAULT '' NOT NULL,
    summary VARCHAR(300) DEFAULT '' NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_method_edition PRIMARY KEY (id),
    CONSTRAINT uq_method_edition_method_id_lang UNIQUE (method_id, lang),
    CONSTRAINT fk_method_edition_method_id_method FOREIGN KEY(method_id) REFERENCES method (id)
);

CREATE TABLE unit_period (
    id CHAR(32) NOT NULL,
    unit_id CHAR(32) NOT NULL,
    parent_id CHAR(32),
    starts DATE,
    ends DATE,
    CONSTRAINT pk_unit_period PRIMARY KEY (id),
    CONSTRAINT fk_unit_period_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_unit_period_parent_id_unit FOREIGN KEY(parent_id) REFERENCES unit (id)
);

CREATE TABLE person (
    id CHAR(32) NOT NULL,
    name VARCHAR(200) DEFAULT '' NOT NULL,
    name_sort VARCHAR(500) DEFAULT '' NOT NULL,
    email VARCHAR(200) DEFAULT '' NOT NULL,
    phone VARCHAR(40) DEFAULT '' NOT NULL,
    unit_id CHAR(32),
    ui_language VARCHAR(10) DEFAULT '' NOT NULL,
    erased_at DATETIME,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT fk_person_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE TABLE scope_item (
    id CHAR(32) NOT NULL,
    context_table VARCHAR(60) NOT NULL,
    context_id CHAR(32) NOT NULL,
    unit_id CHAR(32) NOT NULL,
    kind VARCHAR(30) NOT NULL CONSTRAINT ck_scope_item_kind CHECK (kind IN ('include', 'exclude')),
    CONSTRAINT pk_scope_item PRIMARY KEY (id),
    CONSTRAINT fk_scope_item_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE TABLE team (
    id CHAR(32) NOT NULL,
    name VARCHAR(200) DEFAULT '' NOT NULL,
    name_sort VARCHAR(500) DEFAULT '' NOT NULL,
    kind VARCHAR(30) NOT NULL CONSTRAINT ck_team_kind CHECK (kind IN ('pilot', 'work', 'peer', 'mixed')),
    unit_id CHAR(32),
    project_id CHAR(32),
    starts DATE,
    ends DATE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    CONSTRAINT pk_team PRIMARY KEY (id),
    CONSTRAINT fk_team_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_team_project_id_project FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE TABLE favourite (
    id CHAR(32) NOT NULL,
    person_id CHAR(32) NOT NULL,
    method_id CHAR(32) NOT NULL,
    CONSTRAINT pk_favourite PRIMARY KEY (id),
    CONSTRAINT uq_favourite_person_id_method_id UNIQUE (person_id, method_id),
    CONSTRAINT fk_favourite_person_id_person FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_favourite_method_id_method FOREIGN KEY(method_id) REFERENCES method (id)
);

CREATE TABLE method_note (
    id CHAR(32) NOT NULL,
    person_id CHAR(32) NOT NULL,
    method_id CHAR(32) NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT pk_method_note PRIMARY KEY (id),
    CONSTRAINT uq_method_note_person_id_method_id UNIQUE (person_id, method_id),
    CONSTRAINT fk_method_note_person_id_person FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_method_note_method_id_method FOREIGN KEY(method_id) REFERENCES method (id)
);

CREATE TABLE person_language (
    id CHAR(32) NOT NULL,
    person_id CHAR(32) NOT NULL,
    lang VARCHAR(10) DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_language PRIMARY KEY (id),
    CONSTRAINT uq_person_language_person_id_lang UNIQUE (person_id, lang),
    CONSTRAINT fk_person_language_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE TABLE membership (
    id CHAR(32) NOT NULL,
    person_id CHAR(32) NOT NULL,
    state VARCHAR(30) NOT NULL CONSTRAINT ck_membership_state CHECK (state IN ('invited', 'training', 'active', 'resting', 'ended')),
    starts DATE,
    ends DATE,
    invited_by CHAR(32),
    CONSTRAINT pk_membership PRIMARY KEY (id),
    CONSTRAINT fk_membership_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE TABLE role (
    id CHAR(32) NOT NULL,
    person_id CHAR(32) NOT NULL,
    role VARCHAR(40) DEFAULT '' NOT NULL,
    context_table VARCHAR(60) DEFAULT '' NOT NULL,
    context_id CHAR(32),
    starts DATE,
    ends DATE,
    CONSTRAINT pk_role PRIMARY KEY (id),
    CONSTRAINT fk_role_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE TABLE person_skill (
    id CHAR(32) NOT NULL,
    person_id CHAR(32) NOT NULL,
    skill_id CHAR(32) NOT NULL,
    level INTEGER NOT NULL,
    origin VARCHAR(30) NOT NULL CONSTRAINT ck_person_skill_origin CHECK (origin IN ('self', 'training')),
    valid_from DATE NOT NULL,
    valid_to DATE,
    confirmed_at DATETIME NOT NULL,
    CONSTRAINT pk_person_skill PRIMARY KEY (id),
    CONSTRAINT fk_person_skill_person_id_person FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_person_skill_skill_id_skill FOREIGN KEY(skill_id) REFERENCES skill (id)
);

CREATE TABLE workshop (
    id CHAR(32) NOT NULL,
    title VARCHAR(200) DEFAULT '' NOT NULL,
    title_sort VARCHAR(500) DEFAULT '' NOT NULL,
    goal TEXT DEFAULT '' NOT NULL,
    team_id CHAR(32),
    place VARCHAR(200) DEFAULT '' NOT NULL,
    mode VARCHAR(30) NOT NULL CONSTRAINT ck_workshop_mode CHECK (mode IN ('room', 'remote', 'hybrid')),
    people INTEGER NOT NULL,
    people_came INTEGER,
    languages TEXT NOT NULL,
    zone VARCHAR(60) DEFAULT '' NOT NULL,
    template VARCHAR(80) DEFAULT '' NOT NULL,
    state VARCHAR(30) NOT NULL CONSTRAINT ck_workshop_state CHECK (state IN ('planned', 'held', 'cancelled')),
    version INTEGER DEFAULT '1' NOT NULL,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    CONSTRAINT pk_workshop PRIMARY KEY (id),
    CONSTRAINT fk_workshop_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);

CREATE TABLE experiment (
    id CHAR(32) NOT NULL,
    title VARCHAR(200) DEFAULT '' NOT NULL,
    title_sort VARCHAR(500) DEFAULT '' NOT NULL,
    state VARCHAR(30) NOT NULL CONSTRAINT ck_experiment_state CHECK (state IN ('idea', 'planned', 'running', 'study', 'decided', 'archived')),
    problem TEXT DEFAULT '' NOT NULL,
    hypothesis TEXT DEFAULT '' NOT NULL,
    because TEXT DEFAULT '' NOT NULL,
    trial TEXT DEFAULT '' NOT NULL,
    learning TEXT DEFAULT '' NOT NULL,
    decision VARCHAR(30) DEFAULT '' NOT NULL CONSTRAINT ck_experiment_decision CHECK (decision IN ('adopt', 'adapt', 'abandon', 'inconclusive', 'unfinished', '')),
    decision_reason TEXT DEFAULT '' NOT NULL,
    team_id CHAR(32),
    owner_id CHAR(32),
    workshop_id CHAR(32),
    catch_id CHAR(32),
    starts DATE,
    review DATE,
    series_id CHAR(32),
    parent_id CHAR(32),
    cycle INTEGER DEFAULT '1' NOT NULL,
    qualitative BOOLEAN DEFAULT 0 NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    CONSTRAINT pk_experiment PRIMARY KEY (id),
    CONSTRAINT fk_experiment_team_id_team FOREIGN KEY(team_id) REFERENCES team (id),
    CONSTRAINT fk_experiment_owner_id_person FOREIGN KEY(owner_id) REFERENCES person (id),
    CONSTRAINT fk_experiment_workshop_id_workshop FOREIGN KEY(workshop_id) REFERENCES workshop (id),
    CONSTRAINT fk_experiment_parent_id_experiment FOREIGN KEY(parent_id) REFERENCES experiment (id)
);

CREATE TABLE workshop_day (
    id CHAR(32) NOT NULL,
    workshop_id CHAR(32) NOT NULL,
    n INTEGER NOT NULL,
    date DATE NOT NULL,
    start_wall TIME NOT NULL,
    end_wall TIME,
    CONSTRAINT pk_workshop_day PRIMARY KEY (id),
    CONSTRAINT uq_workshop_day_workshop_id_n UNIQUE (workshop_id, n),
    CONSTRAINT fk_workshop_day_workshop_id_workshop FOREIGN KEY(workshop_id) REFERENCES workshop (id)
);

CREATE TABLE workshop_facilitator (
    id CHAR(32) NOT NULL,
    workshop_id CHAR(32) NOT NULL,
    person_id CHAR(32) NOT NULL,
    CONSTRAINT pk_workshop_facilitator PRIMARY KEY (id),
    CONSTRAINT uq_workshop_facilitator_workshop_id_person_id UNIQUE (workshop_id, person_id),
    CONSTRAINT fk_workshop_facilitator_workshop_id_workshop FOREIGN KEY(workshop_id) REFERENCES workshop (id),
    CONSTRAINT fk_workshop_facilitator_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE TABLE catch (
    id CHAR(32) NOT NULL,
    workshop_id CHAR(32) NOT NULL,
    run_id CHAR(32),
    run_block_id CHAR(32),
    kind VARCHAR(30) NOT NULL CONSTRAINT ck_catch_kind CHECK (kind IN ('idea', 'outcome', 'parked', 'experiment', 'decision', 'action', 'option', 'point')),
    text TEXT DEFAULT '' NOT NULL,
    lang VARCHAR(10) DEFAULT '' NOT NULL,
    votes INTEGER DEFAULT '0' NOT NULL,
    owner_id CHAR(32),
    owner_role VARCHAR(200) DEFAULT '' NOT NULL,
    due DATE,
    rank VARCHAR(100) DEFAULT '' NOT NULL,
    became_table VARCHAR(60) DEFAULT '' NOT NULL,
    became_id CHAR(32),
    version INTEGER DEFAULT '1' NOT NULL,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    CONSTRAINT pk_catch PRIMARY KEY (id),
    CONSTRAINT fk_catch_workshop_id_workshop FOREIGN KEY(workshop_id) REFERENCES workshop (id),
    CONSTRAINT fk_catch_owner_id_person FOREIGN KEY(owner_id) REFERENCES person (id)
);

CREATE TABLE experiment_move (
    id CHAR(32) NOT NULL,
    experiment_id CHAR(32) NOT NULL,
    at DATETIME NOT NULL,
    state_before VARCHAR(30) NOT NULL CONSTRAINT ck_experiment_move_state_before CHECK (state_before IN ('idea', 'planned', 'running', 'study', 'decided', 'archived')),
    state_after VARCHAR(30) NOT NULL CONSTRAINT ck_experiment_move_state_after CHECK (state_after IN ('idea', 'planned', 'running', 'study', 'decided', 'archived')),
    reason TEXT DEFAULT '' NOT NULL,
    person_id CHAR(32),
    CONSTRAINT pk_experiment_move PRIMARY KEY (id),
    CONSTRAINT fk_experiment_move_experiment_id_experiment FOREIGN KEY(experiment_id) REFERENCES experiment (id),
    CONSTRAINT fk_experiment_move_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE TABLE prediction (
    id CHAR(32) NOT NULL,
    experiment_id CHAR(32) NOT NULL,
    n INTEGER NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    direction VARCHAR(30) NOT NULL CONSTRAINT ck_prediction_direction CHECK (direction IN ('up', 'down', 'same')),
    baseline_milli INTEGER,
    target_milli INTEGER,
    "by" DATE,
    locked_at DATETIME,
    CONSTRAINT pk_prediction PRIMARY KEY (id),
    CONSTRAINT uq_prediction_experiment_id_n UNIQUE (experiment_id, n),
    CONSTRAINT fk_prediction_experiment_id_experiment FOREIGN KEY(experiment_id) REFERENCES experiment (id)
);

CREATE TABLE experiment_measure (
    id CHAR(32) NOT NULL,
    experiment_id CHAR(32) NOT NULL,
    measure_id CHAR(32) NOT NULL,
    role VARCHAR(30) NOT NULL CONSTRAINT ck_experiment_measure_role CHECK (role IN ('outcome', 'balancing')),
    CONSTRAINT pk_experiment_measure PRIMARY KEY (id),
    CONSTRAINT uq_experiment_measure_experiment_id_measure_id UNIQUE (experiment_id, measure_id),
    CONSTRAINT fk_experiment_measure_experiment_id_experiment FOREIGN KEY(experiment_id) REFERENCES experiment (id),
    CONSTRAINT fk_experiment_measure_measure_id_measure FOREIGN KEY(measure_id) REFERENCES measure (id)
);

CREATE TABLE block (
    id CHAR(32) NOT NULL,
    day_id CHAR(32) NOT NULL,
    parent_id CHAR(32),
    track INTEGER DEFAULT '0' NOT NULL,
    rank VARCHAR(100) DEFAULT '' NOT NULL,
    kind VARCHAR(30) NOT NULL CONSTRAINT ck_block_kind CHECK (kind IN ('method', 'talk', 'break', 'buffer')),
    title VARCHAR(200) DEFAULT '' NOT NULL,
    method_id CHAR(32),
    grouping VARCHAR(30) DEFAULT '' NOT NULL CONSTRAINT ck_block_grouping CHECK (grouping IN ('alone', 'pairs', 'groups', 'together', '')),
    minutes INTEGER NOT NULL CONSTRAINT ck_block_minutes CHECK (minutes BETWEEN 0 AND 1440),
    min_minutes INTEGER,
    max_minutes INTEGER,
    priority VARCHAR(30) NOT NULL CONSTRAINT ck_block_priority CHECK (priority IN ('must', 'should', 'could')),
    start_wall TIME,
    lead_id CHAR(32),
    why TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    CONSTRAINT pk_block PRIMARY KEY (id),
    CONSTRAINT fk_block_day_id_workshop_day FOREIGN KEY(day_id) REFERENCES workshop_day (id),
    CONSTRAINT fk_block_parent_id_block FOREIGN KEY(parent_id) REFERENCES block (id),
    CONSTRAINT fk_block_method_id_method FOREIGN KEY(method_id) REFERENCES method (id),
    CONSTRAINT fk_block_lead_id_person FOREIGN KEY(lead_id) REFERENCES person (id)
);

CREATE TABLE run (
    id CHAR(32) NOT NULL,
    workshop_id CHAR(32) NOT NULL,
    day_id CHAR(32) NOT NULL,
    begun_at DATETIME NOT NULL,
    planned_end DATETIME NOT NULL,
    must_end DATETIME,
    ended_at DATETIME,
    CONSTRAINT pk_run PRIMARY KEY (id),
    CONSTRAINT fk_run_workshop_id_workshop FOREIGN KEY(workshop_id) REFERENCES workshop (id),
    CONSTRAINT fk_run_day_id_workshop_day FOREIGN KEY(day_id) REFERENCES workshop_day (id)
);

CREATE TABLE run_block (
    id CHAR(32) NOT NULL,
    run_id CHAR(32) NOT NULL,
    block_id CHAR(32),
    method_id CHAR(32),
    n INTEGER NOT NULL,
    title VARCHAR(200) DEFAULT '' NOT NULL,
    kind VARCHAR(30) NOT NULL CONSTRAINT ck_run_block_kind CHECK (kind IN ('method', 'talk', 'break', 'buffer')),
    method_slug VARCHAR(80) DEFAULT '' NOT NULL,
    minutes INTEGER NOT NULL,
    min_minutes INTEGER,
    planned_start DATETIME NOT NULL,
    fixed INTEGER NOT NULL,
    priority VARCHAR(30) NOT NULL CONSTRAINT ck_run_block_priority CHECK (priority IN ('must', 'should', 'could')),
    lead_name VARCHAR(200) DEFAULT '' NOT NULL,
    lead_id CHAR(32),
    steps TEXT NOT NULL,
    CONSTRAINT pk_run_block PRIMARY KEY (id),
    CONSTRAINT fk_run_block_run_id_run FOREIGN KEY(run_id) REFERENCES run (id),
    CONSTRAINT fk_run_block_method_id_method FOREIGN KEY(method_id) REFERENCES method (id)
);

CREATE TABLE run_fact (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    run_id CHAR(32) NOT NULL,
    at DATETIME NOT NULL,
    kind VARCHAR(30) NOT NULL CONSTRAINT ck_run_fact_kind CHECK (kind IN ('start', 'next', 'back', 'stop', 'go', 'add', 'skip', 'unskip', 'end')),
    run_block_id CHAR(32),
    seconds INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT fk_run_fact_run_id_run FOREIGN KEY(run_id) REFERENCES run (id)
);

CREATE INDEX ix_step_person_id_seq ON step (person_id, seq);

CREATE INDEX ix_step_undoes ON step (undoes);

CREATE INDEX ix_step_run_of ON step (run_of);

CREATE INDEX ix_edit_row_id ON edit (row_id);

CREATE INDEX ix_edit_person_person_id ON edit_person (person_id);

CREATE INDEX ix_method_listing_speak_name_sort ON method_listing (speak, name_sort, method_id);

CREATE INDEX ix_search_kind_name_sort ON search (kind, name_sort);

CREATE INDEX ix_search_row_id ON search (row_id);

CREATE INDEX ix_method_minutes_typical ON method (minutes_typical);

CREATE INDEX ix_method_toolkit_id ON method (toolkit_id);

CREATE INDEX ix_tagged_term_id_row_id ON tagged (term_id, row_id);

CREATE INDEX ix_method_edition_lang_name_sort ON method_edition (lang, name_sort);

CREATE INDEX ix_unit_period_unit_id ON unit_period (unit_id);

CREATE INDEX ix_person_unit_id ON person (unit_id);

CREATE INDEX ix_favourite_method_id ON favourite (method_id);

CREATE INDEX ix_method_note_method_id ON method_note (method_id);

CREATE INDEX ix_membership_person_id ON membership (person_id);

CREATE INDEX ix_role_context_id ON role (context_id);

CREATE INDEX ix_role_person_id ON role (person_id);

CREATE UNIQUE INDEX ix_person_skill_standing ON person_skill (person_id, skill_id) WHERE valid_to IS NULL;

CREATE INDEX ix_workshop_team_id ON workshop (team_id);

CREATE INDEX ix_experiment_team_id ON experiment (team_id);

CREATE INDEX ix_experiment_state_review ON experiment (state, review);

CREATE INDEX ix_experiment_workshop_id ON experiment (workshop_id);

CREATE INDEX ix_workshop_day_date ON workshop_day (date);

CREATE INDEX ix_workshop_day_workshop_id ON workshop_day (workshop_id);

CREATE INDEX ix_workshop_facilitator_person_id ON workshop_facilitator (person_id);

CREATE INDEX ix_catch_became_id ON catch (became_id);

CREATE INDEX ix_catch_workshop_id ON catch (workshop_id);

CREATE INDEX ix_experiment_move_experiment_id ON experiment_move (experiment_id);

CREATE INDEX ix_prediction_experiment_id ON prediction (experiment_id);

CREATE INDEX ix_experiment_measure_measure_id ON experiment_measure (measure_id);

CREATE INDEX ix_block_day_id ON block (day_id);

CREATE INDEX ix_block_method_id ON block (method_id);

CREATE INDEX ix_run_workshop_id ON run (workshop_id);

CREATE INDEX ix_run_block_method_id ON run_block (method_id);

CREATE INDEX ix_run_block_run_id ON run_block (run_id);

CREATE INDEX ix_run_fact_run_id ON run_fact (run_id);

CREATE VIRTUAL TABLE search_text USING fts5(name, body, stems, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4');
