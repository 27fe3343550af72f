# Writes outlook.json: when a fieldwork with fixed chances reaches its target, from the binomial distribution.
# Every day 40 calls; each gives an interview with chance 0.3 * 0.7, independently. 60 interviews are lacking.
calls <- 40
chance <- 0.3 * 0.7
lacking <- 60
shares <- c(0.1, 0.5, 0.9)

# Interviews after ten days: quantiles of the binomial distribution.
after_ten <- qbinom(shares, calls * 10, chance)

# The day on which the target is reached: P(day <= t) = P(Binomial(calls * t, chance) >= lacking).
reached_by <- function(t) pbinom(lacking - 1, calls * t, chance, lower.tail = FALSE)
days <- sapply(shares, function(share) min(which(sapply(1:40, reached_by) >= share)))

cat(sprintf(
  '{\n  "calls": %d,\n  "contact": 0.3,\n  "cooperation": 0.7,\n  "lacking": %d,\n  "after_ten": [%s],\n  "day": [%s]\n}\n',
  calls, lacking, paste(after_ten, collapse = ", "), paste(days, collapse = ", ")
), file = "test/reference/outlook.json")
