# Makes options.json: single-unit strata, beta intervals, post-stratification and trimming, by R's survey package.
# Run in the folder of ceo_synthetic.csv: Rscript make_options.R
suppressMessages(library(survey))
options(digits = 15, survey.lonely.psu = "fail")
D <- read.csv("ceo_synthetic.csv")
D <- D[D$year == 2016, ]
estimate <- function(o) list(est = as.numeric(coef(o))[1], se = as.numeric(SE(o))[1])
json <- function(x) {
  if (is.list(x)) return(paste0("{", paste0("\"", names(x), "\":", sapply(x, json), collapse = ","), "}"))
  if (length(x) == 1) return(format(x, digits = 17))
  paste0("[", paste(sapply(x, format, digits = 17), collapse = ","), "]")
}
S <- list()

# Of JB/JR only the first person with both answers was interviewed.
alone <- which(D$domain == "JBJR" & !is.na(D$q3) & !is.na(D$mark))[1]
L <- D[D$domain != "JBJR" | seq_len(nrow(D)) == alone, ]
L$dw[L$domain == "JBJR"] <- 1100
L$female <- as.numeric(L$sex == "v")
S$alone <- list(id = L$id[L$domain == "JBJR"])
for (lonely in c("certainty", "average", "adjust")) {
  options(survey.lonely.psu = lonely)
  de <- svydesign(id = ~1, strata = ~domain, fpc = ~fpc, weights = ~dw, data = L)
  test <- svyttest(mark ~ female, de)
  whole <- svychisq(~q3 + female, de, statistic = "F")
  S[[lonely]] <- list(
    q3 = estimate(svymean(~q3, de, na.rm = TRUE)),
    mark = estimate(svymean(~mark, de, na.rm = TRUE)),
    female_mark = list(est = as.numeric(test$estimate), t = as.numeric(test$statistic), df = as.numeric(test$parameter), p = as.numeric(test$p.value)),
    female_q3 = list(F = as.numeric(whole$statistic), df = as.numeric(whole$parameter), p = as.numeric(whole$p.value))
  )
}
options(survey.lonely.psu = "fail")

de <- svydesign(id = ~1, strata = ~domain, fpc = ~fpc, weights = ~dw, data = D)
beta <- function(d) { o <- svyciprop(~q3, d, method = "beta"); list(est = as.numeric(coef(o)), lower = attr(o, "ci")[[1]], upper = attr(o, "ci")[[2]]) }
S$beta <- list(
  total = beta(subset(de, !is.na(q3))),
  basis = beta(subset(de, !is.na(q3) & domain == "basis")),
  JBJR = beta(subset(de, !is.na(q3) & domain == "JBJR"))
)
g <- expand.grid(p = c(.025, .5, .975), a = c(.5, 3, 40.5, 300), b = c(1, 7.25, 120))
S$beta_quantile <- list(p = g$p, a = g$a, b = g$b, q = qbeta(g$p, g$a, g$b))

ps <- postStratify(de, ~age, data.frame(age = c("0-11", "12-17", "18-22"), Freq = c(5000, 4000, 1200)))
S$poststratified <- list(q1 = estimate(svymean(~q1, ps, na.rm = TRUE)), mark = estimate(svymean(~mark, ps, na.rm = TRUE)), range = range(weights(ps)))

w <- weights(ps)
trim <- function(strict) { t <- weights(trimWeights(ps, upper = 19, lower = 11, strict = strict)); list(total = sum(t), range = range(t), kish = length(t) * sum(t^2) / sum(t)^2, weights = as.numeric(t)) }
S$trimmed <- list(before = as.numeric(w), kish_before = length(w) * sum(w^2) / sum(w)^2, once = trim(FALSE), strict = trim(TRUE))
writeLines(json(S), "options.json")
