package dev.supersetsync.model;

/** Short words for the d3 formats that most metrics need. */
public enum NumberFormat {
    /** Thousands separated, at most two decimals: 1,234 and 1,234.5. */
    STANDARD(",.2~f"),
    /** Thousands separated, always two decimals: 1,234.50. The symbol is a metric's {@code currency}. */
    CURRENCY(",.2f"),
    /** A share of one as percent with one decimal: 0.1234 is 12.3%. */
    PERCENT(".1%");

    private final String d3;

    NumberFormat(String d3) {
        this.d3 = d3;
    }

    public String d3() {
        return d3;
    }
}
