{{ config(alias='orders') }}
select order_id, customer_id, ordered_at, status, revenue, cost, is_paid, stock from {{ ref('stg_orders') }}
