CREATE OR REPLACE FUNCTION accounting_refuse(reason text) RETURNS void LANGUAGE plpgsql AS $guard$
BEGIN
    RAISE EXCEPTION USING MESSAGE = reason, ERRCODE = 'integrity_constraint_violation';
END
$guard$
----
CREATE OR REPLACE FUNCTION accounting_append_only() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    PERFORM accounting_refuse(TG_TABLE_NAME || ' is append-only');
    RETURN NULL;
END
$guard$
----
CREATE OR REPLACE FUNCTION accounting_line_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
DECLARE
    next bigint;
BEGIN
    -- The row lock: a stranger adding lines waits until the entry is posted, and then sees that it is closed.
    SELECT next_number INTO next FROM accounting_book FOR UPDATE;
    IF NEW.entry_id IS DISTINCT FROM next THEN
        PERFORM accounting_refuse('lines may only be written for the next entry');
    END IF;
    RETURN NEW;
END
$guard$
----
CREATE TRIGGER accounting_line_insert BEFORE INSERT ON accounting_line FOR EACH ROW EXECUTE FUNCTION accounting_line_insert()
----
CREATE TRIGGER accounting_line_change BEFORE DELETE OR UPDATE ON accounting_line FOR EACH ROW EXECUTE FUNCTION accounting_append_only()
----
CREATE TRIGGER accounting_line_truncate BEFORE TRUNCATE ON accounting_line FOR EACH STATEMENT EXECUTE FUNCTION accounting_append_only()
----
CREATE OR REPLACE FUNCTION accounting_entry_insert() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF NEW.number IS DISTINCT FROM (SELECT next_number FROM accounting_book) THEN
        PERFORM accounting_refuse('an entry takes the next number');
    END IF;
    IF (SELECT count(*) < 2 OR sum(amount) <> 0 FROM accounting_line WHERE entry_id = NEW.number) THEN
        PERFORM accounting_refuse('an entry needs two lines that sum to zero');
    END IF;
    IF EXISTS (SELECT 1 FROM accounting_line WHERE entry_id = NEW.number AND date <> NEW.date) THEN
        PERFORM accounting_refuse('lines carry the date of their entry');
    END IF;
    IF NEW.date <= (SELECT until FROM accounting_periodlock ORDER BY id DESC LIMIT 1) THEN
        PERFORM accounting_refuse('the period is closed');
    END IF;
    IF NEW.previous_hash IS DISTINCT FROM
        coalesce((SELECT hash FROM accounting_entry WHERE number = NEW.number - 1), '') THEN
        PERFORM accounting_refuse('the chain of hashes is broken');
    END IF;
    IF NEW.reverses_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM accounting_line WHERE entry_id IN (NEW.number, NEW.reverses_id)
        GROUP BY account_id HAVING sum(amount) <> 0
    ) THEN
        PERFORM accounting_refuse('a reversal takes back the whole entry');
    END IF;
    RETURN NEW;
END
$guard$
----
CREATE TRIGGER accounting_entry_insert BEFORE INSERT ON accounting_entry FOR EACH ROW EXECUTE FUNCTION accounting_entry_insert()
----
CREATE OR REPLACE FUNCTION accounting_entry_posted() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    INSERT INTO accounting_monthtotal AS total (account_id, month, debit, credit)
    SELECT account_id, to_char(date, 'YYYYMM')::integer, sum(greatest(amount, 0)), sum(greatest(-amount, 0))
    FROM accounting_line WHERE entry_id = NEW.number GROUP BY account_id, date ORDER BY account_id
    ON CONFLICT (account_id, month) DO UPDATE
    SET debit = total.debit + excluded.debit, credit = total.credit + excluded.credit;
    UPDATE accounting_book SET next_number = NEW.number + 1;
    RETURN NULL;
END
$guard$
----
CREATE TRIGGER accounting_entry_posted AFTER INSERT ON accounting_entry FOR EACH ROW EXECUTE FUNCTION accounting_entry_posted()
----
CREATE TRIGGER accounting_entry_change BEFORE DELETE OR UPDATE ON accounting_entry FOR EACH ROW EXECUTE FUNCTION accounting_append_only()
----
CREATE TRIGGER accounting_entry_truncate BEFORE TRUNCATE ON accounting_entry FOR EACH STATEMENT EXECUTE FUNCTION accounting_append_only()
----
CREATE OR REPLACE FUNCTION accounting_book_write() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF NEW.next_number IS DISTINCT FROM (SELECT coalesce(max(number), 0) + 1 FROM accounting_entry) THEN
        PERFORM accounting_refuse('numbers have no gaps');
    END IF;
    RETURN NEW;
END
$guard$
----
CREATE TRIGGER accounting_book_write BEFORE INSERT OR UPDATE ON accounting_book FOR EACH ROW EXECUTE FUNCTION accounting_book_write()
----
CREATE TRIGGER accounting_book_delete BEFORE DELETE ON accounting_book FOR EACH ROW EXECUTE FUNCTION accounting_append_only()
----
CREATE TRIGGER accounting_book_truncate BEFORE TRUNCATE ON accounting_book FOR EACH STATEMENT EXECUTE FUNCTION accounting_append_only()
----
CREATE OR REPLACE FUNCTION accounting_account_update() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (OLD.id, OLD.code, OLD.role, OLD.kind) IS DISTINCT FROM (NEW.id, NEW.code, NEW.role, NEW.kind) THEN
        PERFORM accounting_refuse('code, role and kind of an account are fixed');
    END IF;
    RETURN NEW;
END
$guard$
----
CREATE TRIGGER accounting_account_update BEFORE UPDATE ON accounting_account FOR EACH ROW EXECUTE FUNCTION accounting_account_update()
----
CREATE OR REPLACE FUNCTION accounting_account_delete() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF EXISTS (SELECT 1 FROM accounting_line WHERE account_id = OLD.id) THEN
        PERFORM accounting_refuse('an account in use is never deleted');
    END IF;
    RETURN OLD;
END
$guard$
----
CREATE TRIGGER accounting_account_delete BEFORE DELETE ON accounting_account FOR EACH ROW EXECUTE FUNCTION accounting_account_delete()
----
CREATE TRIGGER accounting_account_truncate BEFORE TRUNCATE ON accounting_account FOR EACH STATEMENT EXECUTE FUNCTION accounting_append_only()
----
CREATE TRIGGER accounting_monthtotal_truncate BEFORE TRUNCATE ON accounting_monthtotal FOR EACH STATEMENT EXECUTE FUNCTION accounting_append_only()
----
CREATE TRIGGER accounting_periodlock_change BEFORE DELETE OR UPDATE ON accounting_periodlock FOR EACH ROW EXECUTE FUNCTION accounting_append_only()
----
CREATE TRIGGER accounting_periodlock_truncate BEFORE TRUNCATE ON accounting_periodlock FOR EACH STATEMENT EXECUTE FUNCTION accounting_append_only()
