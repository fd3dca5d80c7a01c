-- The demo's warehouse: a shop with 500 customers, 3,000 orders and 7,500 order items, the same ones every time.
CREATE SCHEMA shop;

CREATE TABLE shop.customers (
    customer_id  INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,
    country      TEXT NOT NULL,
    signed_up_at TIMESTAMP NOT NULL
);

CREATE TABLE shop.orders (
    order_id    INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES shop.customers,
    ordered_at  TIMESTAMP NOT NULL,
    status      TEXT NOT NULL,
    paid        BOOLEAN NOT NULL
);

CREATE TABLE shop.order_items (
    order_id INTEGER NOT NULL REFERENCES shop.orders,
    item_no  INTEGER NOT NULL,
    product  TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    revenue  NUMERIC(10, 2) NOT NULL,
    cost     NUMERIC(10, 2) NOT NULL,
    PRIMARY KEY (order_id, item_no)
);

INSERT INTO shop.customers
SELECT n,
       (ARRAY['Ana', 'Ben', 'Chloe', 'Dmitri', 'Elif', 'Femi', 'Grace'])[1 + n % 7] || ' '
           || (ARRAY['Adler', 'Brandt', 'Costa', 'Dubois', 'Eriksen'])[1 + n % 5] || ' ' || n,
       (ARRAY['DE', 'FR', 'ES', 'NL', 'PL', 'SE'])[1 + n * 7919 % 6],
       TIMESTAMP '2025-01-01 08:00' + n * INTERVAL '17 hours'
FROM generate_series(1, 500) AS n;

-- A prime step through the customers: each has six orders, and neighbours in time are different people.
INSERT INTO shop.orders
SELECT n,
       1 + n * 211 % 500,
       TIMESTAMP '2026-01-01 06:00' + n * INTERVAL '2 hours 53 minutes',
       CASE WHEN n % 23 = 0 THEN 'RETURNED' WHEN n > 2900 THEN 'OPEN' ELSE 'SHIPPED' END,
       n <= 2900 OR n % 3 = 0
FROM generate_series(1, 3000) AS n;

INSERT INTO shop.order_items
SELECT o,
       i,
       (ARRAY['Coffee', 'Tea', 'Mug', 'Grinder', 'Kettle', 'Filter'])[1 + (o + i) % 6],
       1 + (o * 31 + i) % 4,
       (1 + (o * 31 + i) % 4) * price,
       round((1 + (o * 31 + i) % 4) * price * 0.62, 2)
FROM generate_series(1, 3000) AS o
CROSS JOIN LATERAL generate_series(1, 1 + o % 4) AS i
CROSS JOIN LATERAL (SELECT (ARRAY[12.90, 9.50, 14.00, 89.00, 59.90, 4.20])[1 + (o + i) % 6] AS price) AS prices;
