# Makes weights.json: drawn segments as strata, weights for non-response, fitted weights and what they do to tests,
# by R's survey package. Run in the folder of ceo_synthetic.csv: Rscript make_weights.R
suppressMessages(library(survey))
options(digits = 15, survey.lonely.psu = "fail")
D <- read.csv("ceo_synthetic.csv")
D <- D[D$year == 2016, ]
json <- function(x) {
  if (is.list(x)) return(paste0("{", paste0("\"", names(x), "\":", sapply(x, json), collapse = ","), "}"))
  if (length(x) == 1) return(format(x, digits = 17))
  paste0("[", paste(sapply(x, format, digits = 17), collapse = ","), "]")
}
figure <- function(o) list(est = as.numeric(coef(o))[1], se = as.numeric(SE(o))[1])
test <- function(o) list(est = as.numeric(o$estimate)[1], t = as.numeric(o$statistic), df = as.numeric(o$parameter), p = as.numeric(o$p.value))
whole <- function(o) list(F = as.numeric(o$statistic), df = as.numeric(o$parameter), p = as.numeric(o$p.value))
results <- function(de) list(
  q3 = figure(svymean(~q3, de, na.rm = TRUE)),
  mark = figure(svymean(~mark, de, na.rm = TRUE)),
  q3_spec = figure(svymean(~q3, subset(de, domain == "spec"), na.rm = TRUE)),
  mark_girls = figure(svymean(~mark, subset(de, sex == "v"), na.rm = TRUE)),
  mark_by_sex = test(svyttest(mark ~ I(sex == "v"), subset(de, !is.na(mark)))),
  mark_basis_jbjr = test(svyttest(mark ~ I(domain == "JBJR"), subset(de, !is.na(mark) & domain != "spec"))),
  q3_by_domain = whole(svychisq(~q3 + domain, subset(de, !is.na(q3)), statistic = "F"))
)
S <- list()

# The segments of every domain were drawn apart; boys and girls stand for segments.
size <- c(basis.m = 2000, basis.v = 1900, spec.m = 2700, spec.v = 2500, JBJR.m = 600, JBJR.v = 500)
D$segment <- paste(D$domain, D$sex, sep = ".")
n <- table(D$segment)
D$N <- size[D$segment]
D$w <- D$N / as.vector(n[D$segment])
S$segments <- list(sizes = as.list(size), results = results(svydesign(id = ~1, strata = ~segment, fpc = ~N, weights = ~w, data = D)))

# Non-response by sex within the domain: people drawn per cell, all with the weight of their domain.
drawn <- c(basis.m = 210, basis.v = 180, spec.m = 220, spec.v = 230, JBJR.m = 100, JBJR.v = 75)
perDomain <- tapply(drawn, sub("\\..*", "", names(drawn)), sum)
D$base <- D$fpc / as.vector(perDomain[D$domain])
D$nr <- D$base * drawn[D$segment] / as.vector(n[D$segment])
S$drawn <- as.list(drawn)
S$nonresponse <- list(
  weights = as.list(tapply(D$nr, D$segment, function(w) w[1])),
  kish = nrow(D) * sum(D$nr^2) / sum(D$nr)^2,
  results = results(svydesign(id = ~1, strata = ~domain, fpc = ~fpc, weights = ~nr, data = D))
)

# Fitted to known totals, from the weights for non-response.
de <- svydesign(id = ~1, strata = ~domain, fpc = ~fpc, weights = ~nr, data = D)
ages <- data.frame(age = c("0-11", "12-17", "18-22"), Freq = c(5000, 4000, 1200))
domains <- data.frame(domain = c("basis", "spec", "JBJR"), Freq = c(3900, 5200, 1100))
D$cell <- paste(D$domain, D$sex, D$age, sep = ".")
fitted <- function(d) {
  w <- weights(d)
  list(weights = as.list(tapply(w, D$cell, function(one) one[1])), range = range(w), kish = length(w) * sum(w^2) / sum(w)^2, results = results(d))
}
raked <- rake(de, list(~age, ~domain), list(ages, domains), control = list(epsilon = 1e-12, maxit = 1000))
S$raked <- fitted(raked)
S$poststratified <- fitted(postStratify(de, ~age, ages))

# Trimmed at 21.5 and fitted again, until both hold.
limit <- 21.5
d <- raked
for (round in 1:50) {
  w <- weights(d)
  if (max(w) <= limit * (1 + 1e-6)) break
  t <- weights(trimWeights(d, upper = limit, lower = -Inf, strict = TRUE))
  D$t <- t
  d <- rake(svydesign(id = ~1, strata = ~domain, fpc = ~fpc, weights = ~t, data = D), list(~age, ~domain), list(ages, domains), control = list(epsilon = 1e-12, maxit = 1000))
}
S$trimmed <- c(list(limit = limit, rounds = round - 1), fitted(d))
writeLines(json(S), "weights.json")
