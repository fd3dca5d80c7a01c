package dev.supersetsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expression of a retained column, by the type of the column and the dialect of its warehouse. */
class NullExpressionTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgresql | TEXT                        | TEXT
            postgresql | VARCHAR                     | VARCHAR
            postgresql | VARCHAR(20)                 | VARCHAR(20)
            postgresql | BIGINT                      | BIGINT
            postgresql | INTEGER                     | INTEGER
            postgresql | NUMERIC                     | NUMERIC
            postgresql | NUMERIC(10, 2)              | NUMERIC(10, 2)
            postgresql | DOUBLE PRECISION            | DOUBLE PRECISION
            postgresql | BOOLEAN                     | BOOLEAN
            postgresql | TIMESTAMP                   | TIMESTAMP
            postgresql | TIMESTAMP WITHOUT TIME ZONE | TIMESTAMP WITHOUT TIME ZONE
            postgresql | DATE                        | DATE
            postgresql | UUID                        | TEXT
            sqlite     | TEXT                        | TEXT
            sqlite     | BIGINT                      | BIGINT
            sqlite     | TIMESTAMP                   | TIMESTAMP
            sqlite     | DATE                        | DATE
            mysql      | VARCHAR(20)                 | CHAR
            mysql      | BIGINT                      | SIGNED
            mysql      | DATETIME                    | DATETIME
            mysql      | DECIMAL(10, 2)              | DECIMAL(38, 10)
            bigquery   | STRING                      | STRING
            bigquery   | INTEGER                     | INT64
            bigquery   | TIMESTAMP                   | TIMESTAMP
            clickhouse | Nullable(String)            | Nullable(String)
            clickhouse | Nullable(Int64)             | Nullable(Int64)
            clickhouse | UInt8                       | Nullable(Int64)
            clickhouse | Nullable(DateTime64(3))     | Nullable(DateTime)
            mssql      | DATETIME2                   | DATETIME2
            """)
    void isACastToTheTypeInTheDialect(String backend, String type, String cast) {
        assertThat(NullExpression.of(type, backend)).isEqualTo(new NullExpression("CAST(NULL AS " + cast + ")", true));
    }

    @ParameterizedTest
    @CsvSource({"postgresql, TEXT", "sqlite, TEXT", "mysql, CHAR", "bigquery, STRING", "trino, VARCHAR"})
    void isTextWhereTheTypeIsNotKnown(String backend, String text) {
        assertThat(NullExpression.of("GEOGRAPHY", backend))
                .isEqualTo(new NullExpression("CAST(NULL AS " + text + ")", false));
        assertThat(NullExpression.of("", backend).exact()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULLABLE", "Nullable(String", "NULLABLETYPE", "(", "TEXT); DROP TABLE orders; --"})
    void takesNoTypeOnTrust(String type) {
        assertThat(NullExpression.of(type, "postgresql").sql()).isEqualTo("CAST(NULL AS TEXT)");
    }
}
