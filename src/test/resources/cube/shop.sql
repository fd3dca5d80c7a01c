-- The tables of shop.yml; %s is the schema.
CREATE TABLE %s.customers (id int PRIMARY KEY, name text, points int, deleted boolean);
INSERT INTO %s.customers VALUES (7, 'ada', 10, false), (8, 'bo', 25, false), (9, 'cy', 99, true), (10, 'di', 5, false);
CREATE TABLE %s.invoices (order_id int PRIMARY KEY, amount numeric, paid boolean);
INSERT INTO %s.invoices VALUES (1, 100.5, true), (2, 21, false);
CREATE TABLE %s.items (id int PRIMARY KEY, order_id int, quantity int);
INSERT INTO %s.items VALUES (1, 1, 2), (2, 1, 3), (3, 2, 1);
ALTER TABLE %s.orders RENAME COLUMN order_id TO id;
