# Makes sample_plan.json: what the planning of a sample must come to, from the formulas in docs/methods.md section 13.
# Run in this folder:  Rscript make_sample_plan.R     (base R, no packages)
N <- c(3900, 5200, 1100)           # frame
n <- c(420, 460, 320)              # drawn
excluded <- c(.04, .06, .10); response <- c(.70, .68, .62); calls <- c(3, 3.5, 4.2)
m <- n * (1 - excluded) * response # expected interviews
p <- .5
variance <- function(N, m, p) (N - m) / (N - 1) * p * (1 - p) / m
V <- variance(N, m, p); W <- N / sum(N); z <- qnorm(.975)
last <- c(256, 257, NA); lastN <- c(3850, NA, NA)
V0 <- ifelse(is.na(lastN), p * (1 - p) / last, variance(lastN, last, p))
multiplier <- qnorm(1 - .05 / 2) + qnorm(.8)
both <- !is.na(last); Wb <- N[both] / sum(N[both])
w <- N / m
# Two segments of the second domain as strata of their own.
segN <- c(4000, 1200); segn <- c(340, 120); segm <- segn * (1 - excluded[2]) * response[2]
values <- list(
  N = N, n = n, exclusion = excluded, response = response, calls_per_case = calls,
  interviews = m, excluded = n * excluded, calls = n * (1 - excluded) * calls,
  margin = z * sqrt(V), margin_total = z * sqrt(sum(W^2 * V)),
  margin_90_p20 = qnorm(.95) * sqrt(variance(N, m, .2)),
  last_interviews = last, last_N = lastN,
  detectable = multiplier * sqrt(V + V0),
  detectable_total = multiplier * sqrt(sum(Wb^2 * (V + V0)[both])),
  design_effect = sum(m) * sum(m * w^2) / sum(m * w)^2,
  segment_N = segN, segment_n = segn,
  segment_margin = z * sqrt(sum((segN / sum(segN))^2 * variance(segN, segm, p))),
  n_for_margin = {e <- .05; n0 <- z^2 * .25 / e^2; ceiling(n0 / (1 + (n0 - 1) / N))},
  n_for_difference = ceiling(power.prop.test(p1 = .84, p2 = .75, power = .8, sig.level = .05)$n)
)
number <- function(x) ifelse(is.na(x), "null", formatC(x, digits = 15, format = "g", width = 1))
json <- function(x) if (length(x) == 1) number(x) else paste0("[", paste(number(x), collapse = ", "), "]")
lines <- paste0("  \"", names(values), "\": ", sapply(values, json))
writeLines(c("{", paste(lines, collapse = ",\n"), "}"), "sample_plan.json")
