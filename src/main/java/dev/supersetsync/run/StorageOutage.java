package dev.supersetsync.run;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells a database that could not be reached, and may be there again in a moment, from one that refuses something. */
public final class StorageOutage {

    private StorageOutage() {}

    /** Whether something failed since the database could not be reached, or went in the midst of it. */
    public static boolean is(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof TransactionException;
    }
}
