/** What the chapters cite. A key is the first author's name and the year of the work; a chapter cites it as `<Cite id="robbins1951" />`. */

export interface Reference {
  /** Initials and surname of each author. */
  authors: readonly string[];
  year: number;
  title: string;
  /** Where it appeared. */
  where: string;
  url: string;
}

const arxiv = (id: string): string => `https://arxiv.org/abs/${id}`;
const doi = (id: string): string => `https://doi.org/${id}`;

export const references: Readonly<Record<string, Reference>> = {
  robbins1951: { authors: ["H. Robbins", "S. Monro"], year: 1951, title: "A stochastic approximation method", where: "Annals of Mathematical Statistics 22(3), 400–407", url: doi("10.1214/aoms/1177729586") },
  roberts1959: { authors: ["S. W. Roberts"], year: 1959, title: "Control chart tests based on geometric moving averages", where: "Technometrics 1(3), 239–250", url: "https://www.jstor.org/stable/1266443" },
  polyak1964: { authors: ["B. T. Polyak"], year: 1964, title: "Some methods of speeding up the convergence of iteration methods", where: "USSR Computational Mathematics and Mathematical Physics 4(5), 1–17", url: doi("10.1016/0041-5553(64)90137-5") },
  nesterov1983: { authors: ["Y. Nesterov"], year: 1983, title: "A method for solving the convex programming problem with convergence rate O(1/k²)", where: "Doklady Akademii Nauk SSSR 269(3), 543–547", url: "https://www.mathnet.ru/eng/dan46009" },
  lecun1990: { authors: ["Y. LeCun", "I. Kanter", "S. A. Solla"], year: 1990, title: "Second order properties of error surfaces: learning time and generalization", where: "Advances in Neural Information Processing Systems 3, 918–924", url: "https://papers.neurips.cc/paper_files/paper/1990/hash/758874998f5bd0c393da094e1967a72b-Abstract.html" },
  polyak1992: { authors: ["B. T. Polyak", "A. B. Juditsky"], year: 1992, title: "Acceleration of stochastic approximation by averaging", where: "SIAM Journal on Control and Optimization 30(4), 838–855", url: doi("10.1137/0330046") },
  lecun1998: { authors: ["Y. LeCun", "L. Bottou", "G. B. Orr", "K.-R. Müller"], year: 1998, title: "Efficient BackProp", where: "Neural Networks: Tricks of the Trade, Springer, 9–50", url: doi("10.1007/3-540-49430-8_2") },
  qian1999: { authors: ["N. Qian"], year: 1999, title: "On the momentum term in gradient descent learning algorithms", where: "Neural Networks 12(1), 145–151", url: doi("10.1016/S0893-6080(98)00116-6") },
  nesterov2004: { authors: ["Y. Nesterov"], year: 2004, title: "Introductory lectures on convex optimization: a basic course", where: "Springer", url: doi("10.1007/978-1-4419-8853-9") },
  zinkevich2003: { authors: ["M. Zinkevich"], year: 2003, title: "Online convex programming and generalized infinitesimal gradient ascent", where: "International Conference on Machine Learning, 928–936", url: "https://dl.acm.org/doi/10.5555/3041838.3041955" },
  mcmahan2010: { authors: ["H. B. McMahan", "M. Streeter"], year: 2010, title: "Adaptive bound optimization for online convex optimization", where: "Conference on Learning Theory", url: arxiv("1002.4908") },
  duchi2011: { authors: ["J. Duchi", "E. Hazan", "Y. Singer"], year: 2011, title: "Adaptive subgradient methods for online learning and stochastic optimization", where: "Journal of Machine Learning Research 12, 2121–2159", url: "https://jmlr.org/papers/v12/duchi11a.html" },
  tieleman2012: { authors: ["T. Tieleman", "G. Hinton"], year: 2012, title: "Lecture 6.5: RMSProp, divide the gradient by a running average of its recent magnitude", where: "Coursera, Neural Networks for Machine Learning", url: "https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf" },
  bengio2012: { authors: ["Y. Bengio", "N. Boulanger-Lewandowski", "R. Pascanu"], year: 2012, title: "Advances in optimizing recurrent networks", where: "arXiv", url: arxiv("1212.0901") },
  zeiler2012: { authors: ["M. D. Zeiler"], year: 2012, title: "ADADELTA: an adaptive learning rate method", where: "arXiv", url: arxiv("1212.5701") },
  sutskever2013: { authors: ["I. Sutskever", "J. Martens", "G. Dahl", "G. Hinton"], year: 2013, title: "On the importance of initialization and momentum in deep learning", where: "International Conference on Machine Learning, PMLR 28(3), 1139–1147", url: "https://proceedings.mlr.press/v28/sutskever13.html" },
  graves2013: { authors: ["A. Graves"], year: 2013, title: "Generating sequences with recurrent neural networks", where: "arXiv", url: arxiv("1308.0850") },
  dauphin2014: { authors: ["Y. N. Dauphin", "R. Pascanu", "C. Gulcehre", "K. Cho", "S. Ganguli", "Y. Bengio"], year: 2014, title: "Identifying and attacking the saddle point problem in high-dimensional non-convex optimization", where: "Advances in Neural Information Processing Systems 27", url: arxiv("1406.2572") },
  gorman2014: { authors: ["K. B. Gorman", "T. D. Williams", "W. R. Fraser"], year: 2014, title: "Ecological sexual dimorphism and environmental variability within a community of Antarctic penguins (genus Pygoscelis)", where: "PLoS ONE 9(3), e90081", url: doi("10.1371/journal.pone.0090081") },
  kingma2015: { authors: ["D. P. Kingma", "J. Ba"], year: 2015, title: "Adam: a method for stochastic optimization", where: "International Conference on Learning Representations", url: arxiv("1412.6980") },
  dozat2016: { authors: ["T. Dozat"], year: 2016, title: "Incorporating Nesterov momentum into Adam", where: "International Conference on Learning Representations, workshop", url: "https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ" },
  goodfellow2016: { authors: ["I. Goodfellow", "Y. Bengio", "A. Courville"], year: 2016, title: "Deep Learning, chapter 8: Optimization for training deep models", where: "MIT Press", url: "https://www.deeplearningbook.org/contents/optimization.html" },
  lee2016: { authors: ["J. D. Lee", "M. Simchowitz", "M. I. Jordan", "B. Recht"], year: 2016, title: "Gradient descent only converges to minimizers", where: "Conference on Learning Theory, PMLR 49", url: arxiv("1602.04915") },
  lessard2016: { authors: ["L. Lessard", "B. Recht", "A. Packard"], year: 2016, title: "Analysis and design of optimization algorithms via integral quadratic constraints", where: "SIAM Journal on Optimization 26(1), 57–95", url: arxiv("1408.3595") },
  ruder2016: { authors: ["S. Ruder"], year: 2016, title: "An overview of gradient descent optimization algorithms", where: "arXiv", url: arxiv("1609.04747") },
  su2016: { authors: ["W. Su", "S. Boyd", "E. J. Candès"], year: 2016, title: "A differential equation for modeling Nesterov’s accelerated gradient method: theory and insights", where: "Journal of Machine Learning Research 17(153), 1–43", url: arxiv("1503.01243") },
  du2017: { authors: ["S. S. Du", "C. Jin", "J. D. Lee", "M. I. Jordan", "B. Póczos", "A. Singh"], year: 2017, title: "Gradient descent can take exponential time to escape saddle points", where: "Advances in Neural Information Processing Systems 30", url: arxiv("1705.10412") },
  goh2017: { authors: ["G. Goh"], year: 2017, title: "Why momentum really works", where: "Distill", url: "https://distill.pub/2017/momentum/" },
  loshchilov2017: { authors: ["I. Loshchilov", "F. Hutter"], year: 2017, title: "SGDR: stochastic gradient descent with warm restarts", where: "International Conference on Learning Representations", url: arxiv("1608.03983") },
  wilson2017: { authors: ["A. C. Wilson", "R. Roelofs", "M. Stern", "N. Srebro", "B. Recht"], year: 2017, title: "The marginal value of adaptive gradient methods in machine learning", where: "Advances in Neural Information Processing Systems 30", url: arxiv("1705.08292") },
  balles2018: { authors: ["L. Balles", "P. Hennig"], year: 2018, title: "Dissecting Adam: the sign, magnitude and variance of stochastic gradients", where: "International Conference on Machine Learning, PMLR 80", url: arxiv("1705.07774") },
  bottou2018: { authors: ["L. Bottou", "F. E. Curtis", "J. Nocedal"], year: 2018, title: "Optimization methods for large-scale machine learning", where: "SIAM Review 60(2), 223–311", url: arxiv("1606.04838") },
  reddi2018: { authors: ["S. J. Reddi", "S. Kale", "S. Kumar"], year: 2018, title: "On the convergence of Adam and beyond", where: "International Conference on Learning Representations", url: arxiv("1904.09237") },
  smith2018: { authors: ["S. L. Smith", "P.-J. Kindermans", "C. Ying", "Q. V. Le"], year: 2018, title: "Don’t decay the learning rate, increase the batch size", where: "International Conference on Learning Representations", url: arxiv("1711.00489") },
  choi2019: { authors: ["D. Choi", "C. J. Shallue", "Z. Nado", "J. Lee", "C. J. Maddison", "G. E. Dahl"], year: 2019, title: "On empirical comparisons of optimizers for deep learning", where: "arXiv", url: arxiv("1910.05446") },
  loshchilov2019: { authors: ["I. Loshchilov", "F. Hutter"], year: 2019, title: "Decoupled weight decay regularization", where: "International Conference on Learning Representations", url: arxiv("1711.05101") },
  liu2020: { authors: ["L. Liu", "H. Jiang", "P. He", "W. Chen", "X. Liu", "J. Gao", "J. Han"], year: 2020, title: "On the variance of the adaptive learning rate and beyond", where: "International Conference on Learning Representations", url: arxiv("1908.03265") },
  ma2021: { authors: ["J. Ma", "D. Yarats"], year: 2021, title: "On the adequacy of untuned warmup for adaptive optimization", where: "AAAI Conference on Artificial Intelligence 35(10), 8828–8836", url: arxiv("1910.04209") },
  schmidt2021: { authors: ["R. M. Schmidt", "F. Schneider", "P. Hennig"], year: 2021, title: "Descending through a crowded valley: benchmarking deep learning optimizers", where: "International Conference on Machine Learning, PMLR 139", url: arxiv("2007.01547") },
  ward2020: { authors: ["R. Ward", "X. Wu", "L. Bottou"], year: 2020, title: "AdaGrad stepsizes: sharp convergence over nonconvex landscapes", where: "Journal of Machine Learning Research 21(219), 1–30", url: arxiv("1806.01811") },
  cohen2022: { authors: ["J. M. Cohen", "B. Ghorbani", "S. Krishnan", "N. Agarwal", "S. Medapati", "M. Badura", "D. Suo", "D. Cardoze", "Z. Nado", "G. E. Dahl", "J. Gilmer"], year: 2022, title: "Adaptive gradient methods at the edge of stability", where: "arXiv", url: arxiv("2207.14484") },
  zhang2022: { authors: ["Y. Zhang", "C. Chen", "N. Shi", "R. Sun", "Z.-Q. Luo"], year: 2022, title: "Adam can converge without any modification on update rules", where: "Advances in Neural Information Processing Systems 35", url: arxiv("2208.09632") },
  chen2023: { authors: ["X. Chen", "C. Liang", "D. Huang", "E. Real", "K. Wang", "Y. Liu", "H. Pham", "X. Dong", "T. Luong", "C.-J. Hsieh", "Y. Lu", "Q. V. Le"], year: 2023, title: "Symbolic discovery of optimization algorithms", where: "Advances in Neural Information Processing Systems 36", url: arxiv("2302.06675") },
  kunstner2023: { authors: ["F. Kunstner", "J. Chen", "J. W. Lavington", "M. Schmidt"], year: 2023, title: "Noise is not the main factor behind the gap between SGD and Adam on transformers, but sign descent might be", where: "International Conference on Learning Representations", url: arxiv("2304.13960") },
  bernstein2024: { authors: ["J. Bernstein", "L. Newhouse"], year: 2024, title: "Old optimizer, new norm: an anthology", where: "arXiv", url: arxiv("2409.20325") },
  jordan2024: { authors: ["K. Jordan", "Y. Jin", "V. Boza", "J. You", "F. Cesista", "L. Newhouse", "J. Bernstein"], year: 2024, title: "Muon: an optimizer for hidden layers in neural networks", where: "kellerjordan.github.io", url: "https://kellerjordan.github.io/posts/muon/" },
};
