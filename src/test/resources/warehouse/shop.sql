-- The example shop, of the demos and of the tests: 500 customers, 3,000 orders, 6,500 items, the same every time.

-- A number from 0 to below "upper" that only depends on the key: it looks random, and never changes.
CREATE FUNCTION pg_temp.pick(key text, upper integer) RETURNS integer IMMUTABLE LANGUAGE sql AS
$$ SELECT (('x' || substr(md5(key), 1, 7))::bit(28)::integer % upper) $$;

CREATE SCHEMA shop;

CREATE TABLE shop.customers (
    customer_id  integer PRIMARY KEY,
    name         text NOT NULL,
    email        text NOT NULL,
    country      text NOT NULL,
    segment      text,
    newsletter   boolean NOT NULL,
    birthday     date,
    signed_up_at timestamp NOT NULL
);

CREATE TABLE shop.orders (
    order_id      integer PRIMARY KEY,
    customer_id   integer NOT NULL REFERENCES shop.customers,
    ordered_at    timestamp NOT NULL,
    status        text NOT NULL,
    channel       text NOT NULL,
    paid          boolean NOT NULL,
    shipping_cost numeric(10, 2) NOT NULL,
    note          text
);

CREATE TABLE shop.order_items (
    order_item_id integer PRIMARY KEY,
    order_id      integer NOT NULL REFERENCES shop.orders,
    ordered_at    timestamp NOT NULL,
    product       text NOT NULL,
    category      text NOT NULL,
    quantity      integer NOT NULL,
    unit_price    numeric(10, 2) NOT NULL,
    revenue       numeric(12, 2) NOT NULL,
    cost          numeric(12, 2) NOT NULL,
    discount      double precision,
    paid          boolean NOT NULL,
    returned      boolean NOT NULL
);

INSERT INTO shop.customers
SELECT id,
       (ARRAY ['Ana', 'Ben', 'Chiara', 'David', 'Elif', 'Felix', 'Greta', 'Hugo', 'Ines', 'Jonas'])[1 + pg_temp.pick('first' || id, 10)]
           || ' ' ||
       (ARRAY ['Albrecht', 'Bauer', 'Costa', 'Dubois', 'Eriksen', 'Fischer', 'Garcia', 'Horvat', 'Ivanov', 'Jansen'])[1 + pg_temp.pick('last' || id, 10)],
       'customer' || id || '@example.org',
       (ARRAY ['Germany', 'France', 'Spain', 'Italy', 'Netherlands', 'Norway'])[1 + pg_temp.pick('country' || id, 6)],
       (ARRAY ['Private', 'Business', 'Public', NULL])[1 + pg_temp.pick('segment' || id, 4)],
       pg_temp.pick('newsletter' || id, 3) = 0,
       DATE '1950-01-01' + pg_temp.pick('birthday' || id, 20000),
       TIMESTAMP '2024-01-01' + pg_temp.pick('signed up' || id, 700) * INTERVAL '1 day' + pg_temp.pick('hour' || id, 86400) * INTERVAL '1 second'
FROM generate_series(1, 500) id;

INSERT INTO shop.orders
SELECT id,
       1 + pg_temp.pick('customer' || id, 500),
       TIMESTAMP '2025-01-01' + pg_temp.pick('day' || id, 365) * INTERVAL '1 day' + pg_temp.pick('second' || id, 86400) * INTERVAL '1 second',
       (ARRAY ['open', 'shipped', 'delivered', 'delivered', 'cancelled'])[1 + pg_temp.pick('status' || id, 5)],
       (ARRAY ['web', 'app', 'phone'])[1 + pg_temp.pick('channel' || id, 3)],
       pg_temp.pick('paid' || id, 10) < 8,
       (ARRAY [0, 4.9, 9.9])[1 + pg_temp.pick('shipping' || id, 3)],
       CASE WHEN pg_temp.pick('note' || id, 20) = 0 THEN 'Please ring twice' END
FROM generate_series(1, 3000) id;

-- Every order has two items, and each sixth a third one.
INSERT INTO shop.order_items
SELECT row_number() OVER (ORDER BY order_id, line),
       order_id,
       ordered_at,
       product,
       category,
       quantity,
       unit_price,
       quantity * unit_price,
       round(quantity * unit_price * (50 + pg_temp.pick('cost' || order_id || '-' || line, 30)) / 100, 2),
       CASE WHEN pg_temp.pick('discount' || order_id || '-' || line, 5) = 0 THEN 0.1 END,
       paid,
       pg_temp.pick('returned' || order_id || '-' || line, 12) = 0
FROM (SELECT order_id, ordered_at, paid, line,
             1 + pg_temp.pick('quantity' || order_id || '-' || line, 4)   AS quantity,
             1 + pg_temp.pick('product' || order_id || '-' || line, 6)    AS product_number
      FROM shop.orders
      CROSS JOIN generate_series(1, 3) line
      WHERE line < 3 OR order_id % 6 = 0) item
JOIN (VALUES (1, 'Espresso machine', 'Kitchen', 249.00),
             (2, 'Kettle', 'Kitchen', 39.90),
             (3, 'Desk lamp', 'Office', 59.50),
             (4, 'Office chair', 'Office', 189.00),
             (5, 'Backpack', 'Travel', 79.00),
             (6, 'Suitcase', 'Travel', 129.00)) catalogue (product_number, product, category, unit_price) USING (product_number);
