-- A few rows of the tables that the semantic model names; %s is the schema.
CREATE TABLE %s.date_dim (d_date_sk int PRIMARY KEY, d_date date, d_year int, d_quarter_name text, d_month_name text);
INSERT INTO %s.date_dim VALUES (1, '2024-01-05', 2024, '2024Q1', 'January'), (2, '2024-05-09', 2024, '2024Q2', 'May');
CREATE TABLE %s.customer (
  c_customer_sk int PRIMARY KEY, c_customer_id text, c_first_name text, c_last_name text, c_email_address text);
INSERT INTO %s.customer VALUES
  (1, 'A', 'Ada', 'Hill', 'ada@example.org'), (2, 'B', 'Bo', 'Lind', NULL), (3, 'C', 'Cy', 'Never', NULL);
CREATE TABLE %s.item (
  i_item_sk int PRIMARY KEY, i_item_id text, i_item_desc text, i_brand text, i_category text, i_current_price numeric);
INSERT INTO %s.item VALUES (1, 'I1', 'Pen', 'Ink', 'Office', 1.5), (2, 'I2', 'Cup', 'Clay', 'Home', 8);
CREATE TABLE %s.store (
  s_store_sk int PRIMARY KEY, s_store_id text, s_store_name text, s_city text, s_state text, s_number_employees int);
INSERT INTO %s.store VALUES (1, 'S1', 'North', 'Oslo', 'OS', 7), (2, 'S2', 'South', 'Bern', 'BE', 3);
CREATE TABLE %s.store_sales (
  ss_sold_date_sk int, ss_item_sk int, ss_ticket_number int, ss_customer_sk int, ss_store_sk int, ss_quantity int,
  ss_sales_price numeric, ss_ext_sales_price numeric, ss_net_profit numeric, PRIMARY KEY (ss_item_sk, ss_ticket_number));
INSERT INTO %s.store_sales VALUES
  (1, 1, 1, 1, 1, 2, 1.5, 3, 1), (1, 2, 1, 1, 1, 1, 8, 8, 2.5), (2, 1, 2, 2, 2, 10, 1.4, 14, 4),
  (2, 2, 3, NULL, 2, 1, 7.5, 7.5, -1), (2, 2, 4, 1, 1, 3, 8, 24, 7);
