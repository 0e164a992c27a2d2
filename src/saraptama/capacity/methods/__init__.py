"""Methods: the state register of examination methods (Orders 330 and 331 of 30.03.2017), as dated versions."""
