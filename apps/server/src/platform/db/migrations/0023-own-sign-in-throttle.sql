-- Tries to sign in are counted by attempt_throttle; the sign-in library's own count never ended while requests came.
drop table sign_in_rate_limit;
