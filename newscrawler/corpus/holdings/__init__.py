"""What there is to choose from: the records of the archives in total order, and what earlier releases held of them."""
