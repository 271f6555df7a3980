"""Tests of Concord: tables of input and expected output, with real parts."""
