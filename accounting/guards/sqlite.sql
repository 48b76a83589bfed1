CREATE TRIGGER accounting_line_insert BEFORE INSERT ON accounting_line
BEGIN
    SELECT RAISE(ABORT, 'an amount must be a whole number of rupiah')
    WHERE typeof(NEW.amount) <> 'integer';
    SELECT RAISE(ABORT, 'lines may only be written for the next entry')
    WHERE NEW.entry_id IS NOT (SELECT next_number FROM accounting_book);
    SELECT RAISE(ABORT, 'a line is never replaced')
    WHERE EXISTS (SELECT 1 FROM accounting_line WHERE id = NEW.id);
END
----
CREATE TRIGGER accounting_line_update BEFORE UPDATE ON accounting_line
BEGIN
    SELECT RAISE(ABORT, 'lines are never edited');
END
----
CREATE TRIGGER accounting_line_delete BEFORE DELETE ON accounting_line
BEGIN
    SELECT RAISE(ABORT, 'lines are never deleted');
END
----
CREATE TRIGGER accounting_entry_insert BEFORE INSERT ON accounting_entry
BEGIN
    SELECT RAISE(ABORT, 'an entry takes the next number')
    WHERE NEW.number IS NOT (SELECT next_number FROM accounting_book);
    SELECT RAISE(ABORT, 'an entry is never replaced')
    WHERE EXISTS (
        SELECT 1 FROM accounting_entry
        WHERE number = NEW.number OR key = NEW.key OR reverses_id = NEW.reverses_id
    );
    SELECT RAISE(ABORT, 'a date must be a calendar day')
    WHERE NEW.date IS NOT date(NEW.date);
    SELECT RAISE(ABORT, 'an entry needs two lines that sum to zero')
    WHERE (SELECT count(*) < 2 OR sum(amount) <> 0 FROM accounting_line WHERE entry_id = NEW.number);
    SELECT RAISE(ABORT, 'lines carry the date of their entry')
    WHERE EXISTS (SELECT 1 FROM accounting_line WHERE entry_id = NEW.number AND date IS NOT NEW.date);
    SELECT RAISE(ABORT, 'the period is closed')
    WHERE NEW.date <= (SELECT until FROM accounting_periodlock ORDER BY id DESC LIMIT 1);
    SELECT RAISE(ABORT, 'the chain of hashes is broken')
    WHERE NEW.previous_hash IS NOT
        coalesce((SELECT hash FROM accounting_entry WHERE number = NEW.number - 1), '');
    SELECT RAISE(ABORT, 'a reversal takes back the whole entry')
    WHERE NEW.reverses_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM accounting_line WHERE entry_id IN (NEW.number, NEW.reverses_id)
        GROUP BY account_id HAVING sum(amount) <> 0
    );
END
----
CREATE TRIGGER accounting_entry_posted AFTER INSERT ON accounting_entry
BEGIN
    INSERT INTO accounting_monthtotal (account_id, month, debit, credit)
    SELECT account_id, CAST(strftime('%Y%m', date) AS INTEGER), sum(max(amount, 0)), sum(max(-amount, 0))
    FROM accounting_line WHERE entry_id = NEW.number GROUP BY account_id, date
    ON CONFLICT (account_id, month) DO UPDATE
    SET debit = debit + excluded.debit, credit = credit + excluded.credit;
    UPDATE accounting_book SET next_number = NEW.number + 1;
END
----
CREATE TRIGGER accounting_entry_update BEFORE UPDATE ON accounting_entry
BEGIN
    SELECT RAISE(ABORT, 'entries are never edited');
END
----
CREATE TRIGGER accounting_entry_delete BEFORE DELETE ON accounting_entry
BEGIN
    SELECT RAISE(ABORT, 'entries are never deleted');
END
----
CREATE TRIGGER accounting_book_insert BEFORE INSERT ON accounting_book
BEGIN
    SELECT RAISE(ABORT, 'there is one book')
    WHERE EXISTS (SELECT 1 FROM accounting_book);
    SELECT RAISE(ABORT, 'numbers have no gaps')
    WHERE NEW.next_number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM accounting_entry);
END
----
CREATE TRIGGER accounting_book_update BEFORE UPDATE ON accounting_book
BEGIN
    SELECT RAISE(ABORT, 'numbers have no gaps')
    WHERE NEW.next_number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM accounting_entry);
END
----
CREATE TRIGGER accounting_book_delete BEFORE DELETE ON accounting_book
BEGIN
    SELECT RAISE(ABORT, 'the book is never deleted');
END
----
CREATE TRIGGER accounting_account_insert BEFORE INSERT ON accounting_account
BEGIN
    SELECT RAISE(ABORT, 'an account is never replaced')
    WHERE EXISTS (
        SELECT 1 FROM accounting_account WHERE id = NEW.id OR code = NEW.code OR role = NEW.role
    );
END
----
CREATE TRIGGER accounting_account_update BEFORE UPDATE ON accounting_account
BEGIN
    SELECT RAISE(ABORT, 'code, role and kind of an account are fixed')
    WHERE OLD.id IS NOT NEW.id OR OLD.code IS NOT NEW.code
        OR OLD.role IS NOT NEW.role OR OLD.kind IS NOT NEW.kind;
END
----
CREATE TRIGGER accounting_account_delete BEFORE DELETE ON accounting_account
BEGIN
    SELECT RAISE(ABORT, 'an account in use is never deleted')
    WHERE EXISTS (SELECT 1 FROM accounting_line WHERE account_id = OLD.id);
END
----
CREATE TRIGGER accounting_periodlock_insert BEFORE INSERT ON accounting_periodlock
BEGIN
    SELECT RAISE(ABORT, 'a date must be a calendar day')
    WHERE NEW.until IS NOT date(NEW.until);
    SELECT RAISE(ABORT, 'closings are never replaced')
    WHERE EXISTS (SELECT 1 FROM accounting_periodlock WHERE id = NEW.id);
END
----
CREATE TRIGGER accounting_periodlock_update BEFORE UPDATE ON accounting_periodlock
BEGIN
    SELECT RAISE(ABORT, 'closings are never edited');
END
----
CREATE TRIGGER accounting_periodlock_delete BEFORE DELETE ON accounting_periodlock
BEGIN
    SELECT RAISE(ABORT, 'closings are never deleted');
END
